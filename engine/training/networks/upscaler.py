"""Super-resolution x4: plain 3x3 convolutions and a sub-pixel layer (Shi et al. 2016; the compact form of Real-ESRGAN)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

FACTOR = 4
_GRAINS = 4


class Upscaler(nn.Module):
    """Premultiplied RGBA [N, 4, R, R] to [N, 4, 4R, 4R], both in [0, 1], linear at the end (clip at export).

    Brush strokes are not in a small picture; they begin in `grain`, noise [1 or N, 4, R, R] that is new for every picture
    in training and fixed, like a canvas, in an exported model. Where there is nothing, there is no grain.
    """

    def __init__(self, channels: int, depth: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(4, channels, 3, padding=1)
        self.grain = nn.Conv2d(_GRAINS, channels, 3, padding=1, bias=False)
        nn.init.normal_(self.grain.weight, std=0.03)
        self.body = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in range(depth))
        self.last = nn.Conv2d(channels, 4 * FACTOR**2, 3, padding=1)
        for conv in (self.first, *self.body):
            nn.init.kaiming_normal_(conv.weight, a=0.1)
            nn.init.zeros_(conv.bias)
        # ICNR: all sub-pixels of an output pixel start equal, so the first pictures have no checkerboard.
        with torch.no_grad():
            kernel = torch.randn(4, channels, 3, 3) * 0.02
            self.last.weight.copy_(kernel.repeat_interleave(FACTOR**2, dim=0))
            self.last.bias.zero_()

    def forward(self, rgba: Tensor, grain: Tensor) -> Tensor:
        x = F.leaky_relu(self.first(rgba) + self.grain(grain) * rgba[:, 3:], 0.1)
        for conv in self.body:
            x = F.leaky_relu(conv(x), 0.1)
        base = F.interpolate(rgba, scale_factor=FACTOR, mode="bilinear")
        return base + F.pixel_shuffle(self.last(x), FACTOR)


def canvas(resolution: int) -> Tensor:
    """The grain [1, 4, R, R] of exported models."""
    return torch.randn(1, _GRAINS, resolution, resolution, generator=torch.Generator().manual_seed(4))


def fresh_grain(rng: np.random.Generator, count: int, resolution: int) -> Tensor:
    """Grain [N, 4, R, R] for training."""
    return torch.from_numpy(rng.standard_normal((count, _GRAINS, resolution, resolution), dtype=np.float32))
