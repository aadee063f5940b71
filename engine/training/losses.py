"""Losses of the generator and the discriminator."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from .networks.patch_discriminator import PatchDiscriminator


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


def matching_loss(fake_maps: list[Tensor], real_maps: list[Tensor]) -> Tensor:
    """L1 of the discriminator's activations on a pair, in units of their size (Wang et al. 2018, pix2pixHD).

    What the discriminator has learnt to see must agree: strokes and leaves count, their exact pixels hardly.
    """
    return torch.stack([F.l1_loss(a.float(), b.float()) / b.float().abs().mean().clamp_min(1e-4) for a, b in zip(fake_maps, real_maps)]).mean()


def generator_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Relativistic loss (Jolicoeur-Martineau 2018) patch by patch of a pair: what was generated should look the more real."""
    return F.softplus(real_logits - fake_logits).mean()


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """The same game from the other side: what was painted should look the more real."""
    return F.softplus(fake_logits - real_logits).mean()


def gradient_penalty(discriminator: PatchDiscriminator, rgba: Tensor, background: Tensor, label: Tensor) -> Tensor:
    """Mean squared gradient of the mean logit with respect to the picture (Mescheder et al. 2018, R1; on fakes R2)."""
    rgba = rgba.detach().requires_grad_(True)
    logits = discriminator(rgba, background, label)
    (gradient,) = torch.autograd.grad(logits.mean(dim=1).sum(), rgba, create_graph=True)
    return gradient.square().sum(dim=(1, 2, 3)).mean()
