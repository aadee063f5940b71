"""The patch discriminator: judges brushwork, not composition (Isola et al. 2017, PatchGAN; Miyato et al. 2018 for its norm)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm


class PatchDiscriminator(nn.Module):
    """RGBA [N, 4, S, S] in [0, 1] on backgrounds [N, 3, 1, 1] to a map of logits, one for every patch of 38 px."""

    def __init__(self) -> None:
        super().__init__()
        widths = (7, 32, 64, 96)
        self.convs = nn.ModuleList(
            spectral_norm(nn.Conv2d(a, b, 4, stride=2, padding=1)) for a, b in zip(widths, widths[1:])
        )
        self.last = spectral_norm(nn.Conv2d(96, 1, 3, padding=1))

    def forward(self, rgba: Tensor, background: Tensor) -> Tensor:
        composite = rgba[:, :3] + (1 - rgba[:, 3:]) * background
        x = torch.cat([rgba, composite], dim=1) * 2 - 1
        for conv in self.convs:
            x = F.leaky_relu(conv(x), 0.2)
        return self.last(x)
