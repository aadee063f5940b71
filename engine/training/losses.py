"""Losses of the generator and the discriminator."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from .networks.feature_network import FeatureNetwork


def pair_loss(fake: Tensor, real: Tensor) -> Tensor:
    """L1 on premultiplied RGBA, on its quarter-size means and on its edges, and a penalty where colour exceeds coverage.

    The means are free of brush strokes, which no parameter explains: colour and large forms learn faster from them.
    """
    washes = F.l1_loss(F.avg_pool2d(fake, 4), F.avg_pool2d(real, 4))
    return F.l1_loss(fake, real) + washes + edge_loss(fake, real) + coverage_penalty(fake)


def edge_loss(fake: Tensor, real: Tensor) -> Tensor:
    """L1 of horizontal and vertical differences: the outline is where a soft picture is wrong."""
    error = fake - real
    return error.diff(dim=3).abs().mean() + error.diff(dim=2).abs().mean()


def coverage_penalty(rgba: Tensor) -> Tensor:
    """Mean square of rgb above alpha, which premultiplied colour cannot have."""
    return F.relu(rgba[:, :3] - rgba[:, 3:]).square().mean()


def feature_loss(network: FeatureNetwork, fake: Tensor, real: Tensor) -> Tensor:
    """Mean L1 of the frozen feature network's maps (Johnson et al. 2016), equal weight a level."""
    with torch.no_grad():
        targets = network.maps(real)
    return torch.stack([F.l1_loss(a, b) for a, b in zip(network.maps(fake), targets)]).mean()


def generator_loss(fake_logits: Tensor) -> Tensor:
    """Hinge loss (Lim & Ye 2017): raise the logits of what was painted."""
    return -fake_logits.mean()


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Hinge loss: real patches above 1, generated ones below -1."""
    return F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits).mean()
