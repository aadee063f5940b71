"""The feature network: what distances between pictures are measured with, and what the generator is compared in.

It learns classes and the painter's parameters together, because features of class alone are blind within a class.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..configuration import SMALLEST
from ..painter.parameters import K

FEATURES = 256


class FeatureNetwork(nn.Module):
    """RGBA [N, 4, R, R] in [0, 1] to class logits [N, C] and parameters [N, K] (as standard normal values).

    It looks at 64²; larger pictures are reduced to that.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        widths = (7, 32, 64, 96, 128)
        self.convs = nn.ModuleList(
            nn.Conv2d(a, b, 4 if i else 3, stride=2 if i else 1, padding=1) for i, (a, b) in enumerate(zip(widths, widths[1:]))
        )
        self.last = nn.Conv2d(128, 128, 4, stride=2, padding=1)
        self.dense = nn.Linear(128 * 16, FEATURES)
        self.logits = nn.Linear(FEATURES, classes)
        self.parameter_heads = nn.Linear(FEATURES, classes * K)
        self.classes = classes

    def maps(self, rgba: Tensor) -> list[Tensor]:
        """Activations from fine to coarse: 64², 32², 16², 8² and 4²."""
        if rgba.shape[-1] > SMALLEST:
            rgba = F.avg_pool2d(rgba, rgba.shape[-1] // SMALLEST)
        grey = rgba[:, :3] + (1 - rgba[:, 3:]) * 0.5
        x = torch.cat([grey, rgba], dim=1) * 2 - 1
        out = []
        for conv in (*self.convs, self.last):
            x = F.leaky_relu(conv(x), 0.2)
            out.append(x)
        return out

    def features(self, rgba: Tensor) -> Tensor:
        """Penultimate activations [N, 256]."""
        return F.leaky_relu(self.dense(self.maps(rgba)[-1].flatten(1)), 0.2)

    def forward(self, rgba: Tensor, label: Tensor) -> tuple[Tensor, Tensor]:
        """`label` [N] picks whose parameters to read."""
        x = self.features(rgba)
        parameters = self.parameter_heads(x).view(-1, self.classes, K)
        return self.logits(x), parameters[torch.arange(len(x)), label]
