"""Pictures of a model: the contact sheet, compositions of seven layers, and strips of its named directions."""

from __future__ import annotations

import numpy as np

from ..networks.mapping_network import LATENT
from ..painter.contact_sheet import compose, contact_sheet, to_bytes
from .exported_model import ExportedModel

_COLUMNS = 16
_STRIP = np.linspace(-3, 3, 7)


def class_sheet(model: ExportedModel, seed: int, truncation: float) -> np.ndarray:
    """Classes x 16 seeds at the generator's own resolution, on a checkerboard: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(len(model.classes)):
        z = rng.standard_normal((_COLUMNS, LATENT), dtype=np.float32)
        rows.append(model.paint(model.spread(model.styles(z, np.full(_COLUMNS, label), truncation)), rng))
    return contact_sheet(rows)


def composition_sheet(model: ExportedModel, seed: int, truncation: float, rows: int, columns: int) -> np.ndarray:
    """Works of seven layers, one a class, up-scaled and composed: uint8 [H, W, 3].

    Within a work the colour parameters of all layers sit near one mood, as an artist's manifest would set them.
    """
    rng = np.random.default_rng(seed)
    classes = np.arange(len(model.classes))
    works = []
    for _ in range(rows * columns):
        z = rng.standard_normal((len(classes), LATENT), dtype=np.float32)
        z[:, 16:21] = 0.45 * z[:, 16:21] + 0.9 * z[:1, 16:21]
        layers = model.upscale(model.paint(model.spread(model.styles(z, classes, truncation)), rng))
        works.append(compose(list(layers)))
    grid = [np.concatenate(works[r * columns : (r + 1) * columns], axis=1) for r in range(rows)]
    return to_bytes(np.concatenate(grid, axis=0))


def direction_strips(model: ExportedModel, label: int, seed: int) -> np.ndarray:
    """Every named direction of a class from -3 to 3 sigma, on one picture: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    w = model.styles(rng.standard_normal((1, LATENT), dtype=np.float32), np.array([label]), 0.8)
    rows = []
    for i, direction in enumerate(model.description["directions"]):
        if direction["class"] != model.classes[label]:
            continue
        ws = np.repeat(model.spread(w), len(_STRIP), axis=0)
        layers = [layer for band in direction["bands"] for layer in model.description["bands"][band]]
        ws[:, layers] += (_STRIP[:, None] * model.latents["directions"][i])[:, None].astype(np.float32)
        rows.append(model.paint(ws))
    return contact_sheet(rows)
