"""All numbers of the report."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from tqdm import tqdm

from ..dataset import DataSet
from ..networks.feature_network import FeatureNetwork
from ..networks.mapping_network import LATENT
from ..painter.parameters import BAND_PARAMETERS, K
from .exported_model import ExportedModel
from .metrics import bare_ground, frechet_distance, kernel_distance, morph_jerk, precision_recall, spread_ratio
from .positions import decibels

READABLE = 0.8
"""R2 from which the feature network reads a parameter well enough to judge by it."""
_MORPHS = 4
_CHUNK = 256
"""Pictures the feature network takes at once."""
_STEPS = 32
_TRUNCATIONS = (0.85, 1.1, 1.2)
"""Measured beside 1: owners move this lever from 0 to 1.5."""
_GROUNDS = 300
"""Pictures of every class whose ground is compared with the paintings'."""


def measure(model: ExportedModel, features: FeatureNetwork, held_out: DataSet, seed: int) -> dict[str, Any]:
    """Distances to held-out paintings with their real-vs-real floor, class accuracy, per-class checks, and the encoder.

    Half of the held-out paintings stand against as many generated pictures, then against the other half. Of `features` only
    its trunk and its classes are used, which an exported encoder has too.
    """
    rng = np.random.default_rng(seed)
    classes = len(model.classes)
    count = len(held_out) // classes // 2
    real = [held_out.small[c::classes][: 2 * count].astype(np.float32) / 255 for c in range(classes)]
    fake, fake_vectors = _generated(model, features, count, 1.0, rng)
    first = [features_of_pictures(features, x[:count]) for x in real]
    second = [features_of_pictures(features, x[count:]) for x in real]
    per_class = {}
    for c, name in enumerate(model.classes):
        ground, outlined = (None, None) if held_out.kinds.opaque[c] else _grounds(model, held_out, c, rng)
        p, r = precision_recall(first[c], fake_vectors[c])
        per_class[name] = {
            "accuracy": _round((_guess(features, fake[c]) == c).mean()),
            "precision": _round(p),
            "recall": _round(r),
            "spread": _round(spread_ratio(first[c], fake_vectors[c])),
            "bareGround": ground,
            "bareGroundWithOutlines": outlined,
            "morphJerk": _round(_jerk(model, c, rng)),
        }
    pooled = np.concatenate(first)
    truncations = {"1.0": _distances(pooled, np.concatenate(fake_vectors))}
    for truncation in _TRUNCATIONS:
        truncations[str(truncation)] = _distances(pooled, np.concatenate(_generated(model, features, count, truncation, rng)[1]))
    return {
        "samplesPerClass": count,
        **truncations["1.0"],
        "floor": _distances(pooled, np.concatenate(second)),
        "truncations": dict(sorted(truncations.items())),
        "classAccuracy": _round(np.mean([v["accuracy"] for v in per_class.values()])),
        "perClass": per_class,
        "encoder": _encoder(model, rng) if model.encoder is not None else None,
    }


def _generated(
    model: ExportedModel, features: FeatureNetwork, count: int, truncation: float, rng: np.random.Generator
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """`count` pictures of every class, and their features."""
    pictures = []
    for label in tqdm(range(len(model.classes)), desc=f"paint at truncation {truncation}"):
        z = rng.standard_normal((count, LATENT), dtype=np.float32)
        pictures.append(model.paint(model.spread(model.styles(z, np.full(count, label), truncation)), rng))
    return pictures, [features_of_pictures(features, x) for x in pictures]


def _distances(real: np.ndarray, fake: np.ndarray) -> dict[str, float]:
    """Of features [N, D] pooled over classes."""
    precision, recall = precision_recall(real, fake)
    return {
        "frechet": _round(frechet_distance(real, fake)),
        "kernel": _round(kernel_distance(real, fake)),
        "precision": _round(precision),
        "recall": _round(recall),
    }


def _grounds(model: ExportedModel, held_out: DataSet, label: int, rng: np.random.Generator) -> tuple[float, float]:
    painted = held_out.small[label :: len(model.classes)][:_GROUNDS]
    z = rng.standard_normal((len(painted), LATENT), dtype=np.float32)
    z[:, :K] = held_out.z[label :: len(model.classes)][:_GROUNDS]
    rgba = model.paint(model.spread(model.styles(z, np.full(len(z), label))), rng)
    away, all_of_it = bare_ground(rgba, painted / np.float32(255))
    return _round(away), _round(all_of_it)


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


def band_table(
    model: ExportedModel, features: FeatureNetwork, fit: np.ndarray, seed: int, pairs: int = 30
) -> dict[str, dict[str, float | None]]:
    """Swap one band of w between two pictures: how far each band's own parameters move, as the feature network reads them.

    Rows are the band swapped, columns the parameters read; a column is in units of the change a full swap makes. `fit`
    [C, K] is how well the network reads each parameter: those it reads badly move with whatever else moves, and are left out.
    """
    rng = np.random.default_rng((seed, 71))
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
                read = [place for place in range(places.start, places.stop) if fit[label, place] >= READABLE]
                if read:
                    moved[row][column].append(np.abs(now - before)[:, read].mean() / np.abs(after - before)[:, read].mean())
    return {row: {column: _round(np.mean(v)) if v else None for column, v in columns.items()} for row, columns in moved.items()}


def _jerk(model: ExportedModel, label: int, rng: np.random.Generator) -> float:
    worst = []
    for _ in range(_MORPHS):
        ends = model.styles(rng.standard_normal((2, LATENT), dtype=np.float32), np.full(2, label))
        t = np.linspace(0, 1, _STEPS, dtype=np.float32)[:, None]
        worst.append(morph_jerk(model.paint(model.spread(ends[0] + t * (ends[1] - ends[0])))))
    return max(worst)


@torch.no_grad()
def features_of_pictures(features: FeatureNetwork, rgba: np.ndarray) -> np.ndarray:
    """Of pictures [N, R, R, 4] in [0, 1]: [N, D], f64."""
    return np.concatenate([features.features(x).double().numpy() for x in _planes(rgba).split(_CHUNK)])


@torch.no_grad()
def _guess(features: FeatureNetwork, rgba: np.ndarray) -> np.ndarray:
    return np.concatenate([features.logits(features.features(x)).argmax(1).numpy() for x in _planes(rgba).split(_CHUNK)])


@torch.no_grad()
def read_parameters(features: FeatureNetwork, rgba: np.ndarray, label: int) -> np.ndarray:
    """What the feature network takes the painter's parameters of pictures [N, R, R, 4] to be: [N, K]."""
    return features(_planes(rgba), torch.full((len(rgba),), label))[1][:, :K].numpy()


def _planes(rgba: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(rgba.transpose(0, 3, 1, 2), np.float32))


def _round(value: float) -> float:
    return round(float(value), 4)
