"""The mapping network: latent z and class to the intermediate latent w (Karras et al. 2019, StyleGAN)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..painter.parameters import K

LATENT = 512
_HARMONICS = 6


class MappingNetwork(nn.Module):
    """z [N, 512] f32 and class [N] i64 to w [N, 512]."""

    def __init__(self, classes: int, depth: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(classes, LATENT)
        widths = [2 * LATENT + _HARMONICS * K] + [LATENT] * depth
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight, a=0.2)
            nn.init.zeros_(layer.bias)
        # The painter's parameters are 24 of 512 numbers. At equal gain the first layer would hear mostly the free ones.
        with torch.no_grad():
            self.layers[0].weight[:, :K] *= 4
            self.layers[0].weight[:, K:LATENT] *= 0.2

    def forward(self, z: Tensor, label: Tensor) -> Tensor:
        x = torch.cat([_unit(z), _unit(self.embedding(label)), _lift(z[:, :K])], dim=1)
        for layer in self.layers[:-1]:
            x = F.leaky_relu(layer(x), 0.2)
        return self.layers[-1](x)


def _lift(parameters: Tensor) -> Tensor:
    """Cosines of the painter's parameters u = Phi(z), [N, K * 6], unit mean square.

    A palette is a path with several turns along one parameter. Plain layers learn such a function of one input slowly;
    with its first harmonics at hand it is nearly linear (Tancik et al. 2020, Fourier features).
    """
    u = 0.5 + 0.5 * torch.erf(parameters * math.sqrt(0.5))
    return math.sqrt(2) * torch.cat([torch.cos(math.pi * m * u) for m in range(1, _HARMONICS + 1)], dim=1)


def _unit(x: Tensor) -> Tensor:
    """Scale each row to unit mean square."""
    return x * torch.rsqrt(x.square().mean(dim=1, keepdim=True) + 1e-8)
