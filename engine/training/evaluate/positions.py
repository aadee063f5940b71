"""How much of a picture a few coordinates along its class's principal axes of w keep."""

from __future__ import annotations

import numpy as np

from ..networks.mapping_network import LATENT
from .exported_model import ExportedModel

_COUNTS = (8, 16, 24, 32)
_PICTURES = 50


def position_decibels(model: ExportedModel, seed: int) -> dict[str, dict[str, float]]:
    """Per class, the peak signal to noise of pictures painted again from 8, 16, 24 and 32 coordinates, without noise."""
    rng = np.random.default_rng(seed)
    found = {}
    for label, name in enumerate(model.classes):
        w = model.styles(rng.standard_normal((_PICTURES, LATENT), dtype=np.float32), np.full(_PICTURES, label))
        truth = model.paint(model.spread(w))
        position = model.position_of(w, label)
        found[name] = {}
        for count in _COUNTS:
            again = model.paint(model.spread(model.at_position(position[:, :count], label)))
            found[name][str(count)] = round(decibels(again, truth), 1)
    return found


def decibels(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise of pictures in [0, 1]."""
    return float(-10 * np.log10(np.square(a - b).mean() + 1e-12))
