"""Pictures of a model: contact sheets, compositions, and strips that show what moves when a lever is moved."""

from __future__ import annotations

import cv2
import numpy as np

from ..networks.mapping_network import LATENT
from ..painter.contact_sheet import compose, contact_sheet, to_bytes
from .exported_model import ExportedModel

_COLUMNS = 16
_STRIP = np.linspace(-3, 3, 7)
_MOOD = slice(16, 21)
"""The painter's parameters that all layers of a work share."""
_LANDSCAPE = ("sky", "celestial", "ridge", "water", "architecture", "flora", "figure")
_PORTRAIT = ("drapery", "celestial", "bust")


def class_sheet(model: ExportedModel, seed: int, truncation: float) -> np.ndarray:
    """Classes x 16 seeds at the generator's own resolution, on a checkerboard: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    return contact_sheet([_seeds(model, label, _COLUMNS, truncation, rng) for label in range(len(model.classes))])


def large_sheet(model: ExportedModel, seed: int, truncation: float, columns: int) -> np.ndarray:
    """Classes x seeds after the first super-resolution: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    return contact_sheet([model.upscale(_seeds(model, label, columns, truncation, rng)) for label in range(len(model.classes))])


def composition_sheet(model: ExportedModel, seed: int, truncation: float, columns: int) -> np.ndarray:
    """A row of landscapes and a row of portraits, up-scaled and composed: uint8 [H, W, 3].

    Within a work the colour parameters of all layers sit near one mood, as an artist's manifest would set them.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for layers in (_LANDSCAPE, _PORTRAIT):
        label = np.array([model.classes.index(name) for name in layers])
        works = []
        for _ in range(columns):
            z = rng.standard_normal((len(label), LATENT), dtype=np.float32)
            z[:, _MOOD] = 0.45 * z[:, _MOOD] + 0.9 * z[:1, _MOOD]
            pictures = model.paint(model.spread(model.styles(z, label, truncation)), rng)
            works.append(compose(list(model.upscale(pictures))))
        rows.append(np.concatenate(works, axis=1))
    return to_bytes(np.concatenate(rows, axis=0))


def direction_strips(model: ExportedModel, label: int, seed: int) -> np.ndarray:
    """Every named direction of a class from -3 to 3 sigma, on one picture: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    w = model.styles(rng.standard_normal((1, LATENT), dtype=np.float32), np.array([label]), 0.8)
    rows = []
    for i, direction in enumerate(model.description["directions"]):
        if direction["class"] == model.classes[label]:
            rows.append(_steady(model, moved(model, w, i, _STRIP)))
    return contact_sheet(rows)


def moved(model: ExportedModel, w: np.ndarray, direction: int, steps: np.ndarray) -> np.ndarray:
    """ws [S, L, 512] of one w [1, 512] displaced by `steps` sigma along a named direction."""
    ws = np.repeat(model.spread(w), len(steps), axis=0)
    bands = model.description["directions"][direction]["bands"]
    layers = [layer for band in bands for layer in model.description["bands"][band]]
    ws[:, layers] += (steps[:, None] * model.latents["directions"][direction])[:, None].astype(np.float32)
    return ws


def truncation_strips(model: ExportedModel, seed: int) -> np.ndarray:
    """One seed a class from the class's mean to beyond what training saw (psi 0 … 1.2): uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(len(model.classes)):
        z = rng.standard_normal((1, LATENT), dtype=np.float32)
        w = np.concatenate([model.styles(z, np.array([label]), psi) for psi in np.linspace(0, 1.2, 9)])
        rows.append(_steady(model, model.spread(w)))
    return contact_sheet(rows)


def interpolation_strips(model: ExportedModel, seed: int, truncation: float) -> np.ndarray:
    """From one seed to another in w, a row a class: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(len(model.classes)):
        a, b = model.styles(rng.standard_normal((2, LATENT), dtype=np.float32), np.full(2, label), truncation)
        t = np.linspace(0, 1, 9, dtype=np.float32)[:, None]
        rows.append(_steady(model, model.spread(a + t * (b - a))))
    return contact_sheet(rows)


def mixing_grid(model: ExportedModel, label: int, seed: int, truncation: float) -> np.ndarray:
    """First the seeds A, then A with the coarse, middle and fine band of the seeds B, then B: uint8 [H, W, 3]."""
    rng = np.random.default_rng(seed)
    a, b = (model.spread(model.styles(rng.standard_normal((8, LATENT), dtype=np.float32), np.full(8, label), truncation)) for _ in range(2))
    rows = [a]
    for layers in model.description["bands"].values():
        mixed = a.copy()
        mixed[:, layers] = b[:, layers]
        rows.append(mixed)
    return contact_sheet([_steady(model, ws) for ws in (*rows, b)])


def curves(records: list[dict], names: list[str], width: int = 900, height: int = 260) -> np.ndarray:
    """Training curves, one colour a name, each scaled to its own range: uint8 [H, W, 3]. x is pictures seen."""
    canvas = np.full((height, width, 3), 250, np.uint8)
    hues = ((200, 70, 50), (40, 110, 180), (60, 140, 70), (140, 90, 170))
    last = records[-1]["images"]
    for name, hue in zip(names, hues):
        points = [(r["images"] / last, r[name]) for r in records if name in r]
        low, high = (f(v for _, v in points) for f in (min, max))
        place = [(20 + t * (width - 40), height - 20 - (v - low) / (high - low + 1e-9) * (height - 60)) for t, v in points]
        cv2.polylines(canvas, [np.array(place, np.int32)], False, hue, 1, cv2.LINE_AA)
        label = f"{name} {low:.3f} to {high:.3f}"
        cv2.putText(canvas, label, (20 + 220 * names.index(name), 18), cv2.FONT_HERSHEY_SIMPLEX, 0.42, hue, 1, cv2.LINE_AA)
    return canvas


def _seeds(model: ExportedModel, label: int, count: int, truncation: float, rng: np.random.Generator) -> np.ndarray:
    z = rng.standard_normal((count, LATENT), dtype=np.float32)
    return model.paint(model.spread(model.styles(z, np.full(count, label), truncation)), rng)


def _steady(model: ExportedModel, ws: np.ndarray) -> np.ndarray:
    """Pictures of ws [N, L, 512], all with the same noise, so that only what is asked for moves."""
    return np.concatenate([model.paint(ws[i : i + 1], np.random.default_rng(1)) for i in range(len(ws))])
