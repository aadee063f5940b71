"""The discriminator: judges patches at two sizes (Isola et al. 2017, PatchGAN) under spectral norm (Miyato et al. 2018).

A fifteenth of the arithmetic of a residual discriminator, and no gradient penalty: what a CPU can pay for. The pairs keep
composition and variety in place, so it need only judge brushwork, edges and forms.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm

_WIDTHS = (7, 48, 96, 128, 192)


class PatchDiscriminator(nn.Module):
    """RGBA [N, 4, S, S] in [0, 1] on backgrounds [N, 3, S or 1, S or 1] to logits [N, P] for the class given, one a patch.

    It sees premultiplied RGBA and the composite a viewer sees; patches are 38 and 78 px wide.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.convs = nn.ModuleList(
            spectral_norm(nn.Conv2d(a, b, 4, stride=2, padding=1)) for a, b in zip(_WIDTHS, _WIDTHS[1:])
        )
        self.small = spectral_norm(nn.Conv2d(_WIDTHS[-2], classes, 3, padding=1))
        self.large = spectral_norm(nn.Conv2d(_WIDTHS[-1], classes, 3, padding=1))

    def forward(self, rgba: Tensor, background: Tensor, label: Tensor) -> Tensor:
        composite = rgba[:, :3] + (1 - rgba[:, 3:]) * background
        x = torch.cat([rgba, composite], dim=1) * 2 - 1
        maps = []
        for conv in self.convs:
            x = F.leaky_relu(conv(x), 0.2)
            maps.append(x)
        rows = torch.arange(len(label))
        heads = ((self.small, maps[-2]), (self.large, maps[-1]))
        return torch.cat([head(m)[rows, label].flatten(1) for head, m in heads], dim=1)
