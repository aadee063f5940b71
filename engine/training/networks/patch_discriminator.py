"""The discriminator: judges patches at two sizes (Isola et al. 2017, PatchGAN).

A fifteenth of the arithmetic of a residual discriminator: what a CPU can pay for. The pairs keep composition and variety
in place, so it need only judge brushwork, edges and forms.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_SEEN = 7
"""Channels it looks at: premultiplied RGBA and a composite."""


class PatchDiscriminator(nn.Module):
    """RGBA [N, 4, S, S] in [0, 1] on backgrounds [N, 3, S or 1, S or 1] to what it thinks of every patch.

    It sees premultiplied RGBA and the composite a viewer sees. Each of `widths` halves the picture once more; the last two are
    judged. After four, patches are 38 and 78 px wide.
    """

    def __init__(self, classes: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 4, stride=2, padding=1) for a, b in zip((_SEEN, *widths), widths))
        self.small = nn.Conv2d(widths[-2], classes, 3, padding=1)
        self.large = nn.Conv2d(widths[-1], classes, 3, padding=1)
        for conv in self.convs:
            nn.init.kaiming_normal_(conv.weight, a=0.2)
            nn.init.zeros_(conv.bias)
        for head in (self.small, self.large):
            nn.init.normal_(head.weight, std=0.3 / math.sqrt(head.weight[0].numel()))
            nn.init.zeros_(head.bias)

    def maps(self, rgba: Tensor, background: Tensor) -> list[Tensor]:
        """Activations of every layer, fine to coarse."""
        composite = rgba[:, :3] + (1 - rgba[:, 3:]) * background
        x = torch.cat([rgba, composite], dim=1) * 2 - 1
        out = []
        for conv in self.convs:
            x = F.leaky_relu(conv(x), 0.2)
            out.append(x)
        return out

    def logits(self, maps: list[Tensor], label: Tensor) -> Tensor:
        """Logits [N, P] for the class given, one a patch."""
        rows = torch.arange(len(label))
        heads = ((self.small, maps[-2]), (self.large, maps[-1]))
        return torch.cat([head(m)[rows, label].flatten(1) for head, m in heads], dim=1)

    def forward(self, rgba: Tensor, background: Tensor, label: Tensor) -> Tensor:
        return self.logits(self.maps(rgba, background), label)
