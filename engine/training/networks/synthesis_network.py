"""The synthesis network: a skip generator with modulated convolutions (Karras et al. 2020, StyleGAN2).

Modulation is written as `Mul(style * previous demodulation) -> Conv + bias + LeakyReLU`. LeakyReLU is positively
homogeneous and demodulation is positive, so it may move behind the activation and into the next layer's multiplier:
the same family of functions, but the convolution's weights stay constant and onnxruntime can pack and fuse them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .mapping_network import LATENT

_SLOTS = 12
"""Colours a head can mix at one resolution."""
_GAIN = math.sqrt(2)
"""Restores unit variance after LeakyReLU."""


@dataclass(frozen=True)
class Bands:
    """Which style inputs (ws indices) control composition (4² and 8²), features (to 32²), and colour and texture."""

    coarse: tuple[int, ...]
    middle: tuple[int, ...]
    fine: tuple[int, ...]

    @staticmethod
    def of(layers: int) -> Bands:
        """The bands of a network with so many style inputs, 10 or more."""
        return Bands((0, 1, 2), (3, 4, 5, 6), tuple(range(7, layers)))

    def of_each_layer(self) -> list[int]:
        """0, 1 or 2 for every ws index in order."""
        return [band for band, layers in enumerate((self.coarse, self.middle, self.fine)) for _ in layers]


class _ModulatedConv(nn.Module):
    """3x3 convolution of a styled input. Returns the activation and the demodulation it still owes, [N, out]."""

    def __init__(self, channels_in: int, channels_out: int, resolution: int, noisy: bool) -> None:
        super().__init__()
        self.style = nn.Linear(LATENT, channels_in)
        nn.init.normal_(self.style.weight, std=1 / math.sqrt(LATENT))
        nn.init.ones_(self.style.bias)
        self.weight = nn.Parameter(torch.randn(channels_out, channels_in, 3, 3) / math.sqrt(channels_in * 9))
        self.bias = nn.Parameter(torch.zeros(channels_out))
        self.resolution = resolution
        self.noise_strength = nn.Parameter(torch.zeros(1, channels_out, 1, 1)) if noisy else None

    def forward(self, x: Tensor, owed: Tensor, w: Tensor, noise: Tensor | None) -> tuple[Tensor, Tensor]:
        style = self.style(w)
        x = x * (style * owed).to(x.dtype)[:, :, None, None]
        x = F.conv2d(x, self.weight, self.bias, padding=1)
        if self.noise_strength is not None and noise is not None:
            x = x + noise * self.noise_strength
        demodulation = torch.rsqrt(style.square() @ self.weight.square().sum(dim=(2, 3)).t() + 1e-8)
        return F.leaky_relu(x, 0.2), demodulation * _GAIN


class _Head(nn.Module):
    """To RGBA: coverage from the features alone, colour as masks [N, M, R, R] times a palette [N, 3, M] read from w.

    A styled 1x1 convolution could only scale the colours it has; a palette that is linear in w can take any.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.masks = nn.Conv2d(channels, _SLOTS, 1)
        self.alpha = nn.Conv2d(channels, 1, 1)
        self.palette = nn.Linear(LATENT, 3 * _SLOTS)
        nn.init.normal_(self.masks.weight, std=0.3 / math.sqrt(channels))
        nn.init.normal_(self.alpha.weight, std=0.1 / math.sqrt(channels))
        nn.init.normal_(self.palette.weight, std=0.3 / math.sqrt(LATENT))
        nn.init.normal_(self.palette.bias, std=0.3)
        for bias in (self.masks.bias, self.alpha.bias):
            nn.init.zeros_(bias)

    def forward(self, x: Tensor, owed: Tensor, w: Tensor) -> Tensor:
        x = x * owed.to(x.dtype)[:, :, None, None]
        masks = self.masks(x)
        palette = self.palette(w).view(-1, 3, _SLOTS)
        rgb = (palette @ masks.flatten(2)).unflatten(2, masks.shape[2:])
        return torch.cat([rgb.float(), self.alpha(x).float()], dim=1)


class _Block(nn.Module):
    """Doubles the resolution: convolve, up-sample, convolve, and add to the RGBA sum."""

    def __init__(self, channels_in: int, channels_out: int, resolution: int, noisy: bool) -> None:
        super().__init__()
        self.resolution = resolution
        # The first convolution runs before the up-sampling: a quarter of the work.
        self.conv0 = _ModulatedConv(channels_in, channels_out, resolution // 2, noisy=False)
        self.conv1 = _ModulatedConv(channels_out, channels_out, resolution, noisy)
        self.head = _Head(channels_out)


class SynthesisNetwork(nn.Module):
    """ws [N, L, 512] and one noise map [N, 1, r, r] a noisy resolution to RGBA [N, 4, R, R].

    The output is linear, premultiplied, in units of [0, 1]; clipping belongs to the export. ws holds one style a
    convolution and a last one that all heads share, so that colour is one decision for all resolutions and belongs to
    the fine band alone.
    """

    def __init__(self, channels: dict[int, int], noise_up_to: int) -> None:
        super().__init__()
        resolutions = sorted(channels)
        self.resolutions = resolutions
        self.noise_resolutions = [r for r in resolutions if r <= noise_up_to]
        # Not a constant: where a sun stands is a linear matter of w here, and a long way round through modulation.
        self.start = nn.Linear(LATENT, channels[4] * 16)
        self.first = _ModulatedConv(channels[4], channels[4], 4, noisy=True)
        self.first_head = _Head(channels[4])
        self.blocks = nn.ModuleList(
            _Block(channels[r // 2], channels[r], r, r <= noise_up_to) for r in resolutions[1:]
        )
        self.layers = 2 * len(resolutions)

    def forward(self, ws: Tensor, noise: list[Tensor] | None = None, resolution: int | None = None) -> Tensor:
        """`resolution` below the full one stops there: the early stages of training paint small."""
        maps = dict(zip(self.noise_resolutions, noise, strict=True)) if noise is not None else {}
        x = self.start(ws[:, 0]).view(-1, self.first.weight.shape[1], 4, 4)
        owed = torch.ones_like(x[:, :, 0, 0])
        x, owed = self.first(x, owed, ws[:, 0], maps.get(4))
        rgba = self.first_head(x, owed, ws[:, -1])
        for i, block in enumerate(self.blocks):
            if resolution is not None and block.resolution > resolution:
                break
            x, owed = block.conv0(x, owed, ws[:, 2 * i + 1], None)
            x = F.interpolate(x, scale_factor=2, mode="bilinear")
            x, owed = block.conv1(x, owed, ws[:, 2 * i + 2], maps.get(block.resolution))
            rgba = F.interpolate(rgba, scale_factor=2, mode="bilinear") + block.head(x, owed, ws[:, -1])
        return rgba
