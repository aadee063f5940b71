"""All numbers of the report."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..dataset import DataSet
from ..networks.feature_network import FeatureNetwork
from ..networks.mapping_network import LATENT
from ..painter.parameters import BAND_PARAMETERS, K
from .exported_model import ExportedModel
from .metrics import clean_ground, frechet_distance, kernel_distance, morph_jerk, precision_recall, spread_ratio
from .positions import decibels

_MORPHS = 4
_STEPS = 32


def measure(model: ExportedModel, features: FeatureNetwork, held_out: DataSet, seed: int) -> dict[str, Any]:
    """Distances to held-out paintings with their real-vs-real floor, class accuracy, and per-class checks."""
    rng = np.random.default_rng(seed)
    classes = len(model.classes)
    count = len(held_out) // classes // 2
    real = [held_out.small[c::classes][: 2 * count].astype(np.float32) / 255 for c in range(classes)]
    fake = []
    for c in range(classes):
        z = rng.standard_normal((count, LATENT), dtype=np.float32)
        fake.append(model.paint(model.spread(model.styles(z, np.full(count, c))), rng))
    fake_vectors = [_vectors(features, x) for x in fake]
    first = [_vectors(features, x[:count]) for x in real]
    second = [_vectors(features, x[count:]) for x in real]
    pooled_fake, pooled_first, pooled_second = (np.concatenate(v) for v in (fake_vectors, first, second))
    precision, recall = precision_recall(pooled_first, pooled_fake)
    per_class = {}
    for c, name in enumerate(model.classes):
        opaque = held_out.kinds.opaque[c]
        p, r = precision_recall(first[c], fake_vectors[c])
        per_class[name] = {
            "accuracy": _round((_guess(features, fake[c]) == c).mean()),
            "precision": _round(p),
            "recall": _round(r),
            "spread": _round(spread_ratio(first[c], fake_vectors[c])),
            "cleanGround": None if opaque else _round(clean_ground(fake[c])),
            "cleanGroundReal": None if opaque else _round(clean_ground(real[c])),
            "morphJerk": _round(_jerk(model, c, rng)),
        }
    return {
        "samplesPerClass": count,
        "frechet": _round(frechet_distance(pooled_first, pooled_fake)),
        "frechetFloor": _round(frechet_distance(pooled_first, pooled_second)),
        "kernel": _round(kernel_distance(pooled_first, pooled_fake)),
        "kernelFloor": _round(kernel_distance(pooled_first, pooled_second)),
        "classAccuracy": _round(np.mean([v["accuracy"] for v in per_class.values()])),
        "precision": _round(precision),
        "recall": _round(recall),
        "perClass": per_class,
        "encoder": _encoder(model, rng) if model.encoder is not None else None,
        "bandTable": band_table(model, features, rng),
    }


def _encoder(model: ExportedModel, rng: np.random.Generator, count: int = 50) -> dict[str, float | None]:
    """On generated pictures: how often the class is found, and how like the picture painted again from the position is."""
    found, signal = [], []
    for label in range(len(model.classes)):
        w = model.styles(rng.standard_normal((count, LATENT), dtype=np.float32), np.full(count, label))
        picture = model.paint(model.spread(w))
        logits, position = model.encode(picture)
        right = logits.argmax(axis=1) == label
        found.append(right.mean())
        if right.any():
            again = model.paint(model.spread(model.at_position(position[right], label)))
            signal.append(decibels(again, picture[right]))
    return {"accuracy": _round(np.mean(found)), "decibels": round(float(np.mean(signal)), 1) if signal else None}


def band_table(model: ExportedModel, features: FeatureNetwork, rng: np.random.Generator, pairs: int = 30) -> dict[str, dict[str, float]]:
    """Swap one band of w between two pictures: how far each band's own parameters move, as the feature network reads them.

    Rows are the band swapped, columns the parameters read; a column is in units of the change a full swap makes.
    """
    bands = model.description["bands"]
    moved = {row: {column: [] for column in BAND_PARAMETERS} for row in bands}
    for label in range(len(model.classes)):
        z = rng.standard_normal((2 * pairs, LATENT), dtype=np.float32)
        ws = model.spread(model.styles(z, np.full(2 * pairs, label)))
        a, b = ws[:pairs], ws[pairs:]
        before, after = (read_parameters(features, model.paint(x), label) for x in (a, b))
        for row, layers in bands.items():
            swapped = a.copy()
            swapped[:, layers] = b[:, layers]
            now = read_parameters(features, model.paint(swapped), label)
            for column, places in BAND_PARAMETERS.items():
                full = np.abs(after - before)[:, places].mean()
                moved[row][column].append(np.abs(now - before)[:, places].mean() / full)
    return {row: {column: _round(np.mean(v)) for column, v in columns.items()} for row, columns in moved.items()}


def _jerk(model: ExportedModel, label: int, rng: np.random.Generator) -> float:
    worst = []
    for _ in range(_MORPHS):
        ends = model.styles(rng.standard_normal((2, LATENT), dtype=np.float32), np.full(2, label))
        t = np.linspace(0, 1, _STEPS, dtype=np.float32)[:, None]
        worst.append(morph_jerk(model.paint(model.spread(ends[0] + t * (ends[1] - ends[0])))))
    return max(worst)


@torch.no_grad()
def _vectors(features: FeatureNetwork, rgba: np.ndarray) -> np.ndarray:
    return features.features(_planes(rgba)).double().numpy()


@torch.no_grad()
def _guess(features: FeatureNetwork, rgba: np.ndarray) -> np.ndarray:
    return features(_planes(rgba), torch.zeros(len(rgba), dtype=torch.long))[0].argmax(1).numpy()


@torch.no_grad()
def read_parameters(features: FeatureNetwork, rgba: np.ndarray, label: int) -> np.ndarray:
    """What the feature network takes the painter's parameters of pictures [N, R, R, 4] to be: [N, K]."""
    return features(_planes(rgba), torch.full((len(rgba),), label))[1][:, :K].numpy()


def _planes(rgba: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(rgba.transpose(0, 3, 1, 2), np.float32))


def _round(value: float) -> float:
    return round(float(value), 4)
