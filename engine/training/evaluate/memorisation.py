"""Whether the generator copies: how near its pictures come to single paintings it was trained on."""

from __future__ import annotations

import numpy as np
import torch

from ..dataset import DataSet
from ..networks.feature_network import FeatureNetwork
from ..networks.mapping_network import LATENT
from ..painter.contact_sheet import contact_sheet
from .exported_model import ExportedModel

_SHOWN = 64
_PER_ROW = 8
_CHUNK = 500


@torch.no_grad()
def nearest_paintings(
    model: ExportedModel, features: FeatureNetwork, train: DataSet, held_out: DataSet, seed: int
) -> tuple[float, np.ndarray]:
    """Median distance generated -> training over held-out -> training, in features; and a sheet of pairs.

    Both sides are spread over all classes alike. The sheet has 64 pictures, each followed by its nearest painting.
    """
    rng = np.random.default_rng(seed)
    label = np.arange(2 * _SHOWN) % len(model.classes)
    fake = model.paint(model.spread(model.styles(rng.standard_normal((len(label), LATENT), dtype=np.float32), label)), rng)
    known = np.concatenate([_vectors(features, train.small[i : i + _CHUNK] / np.float32(255)) for i in range(0, len(train), _CHUNK)])
    far_fake, nearest = _nearest(_vectors(features, fake), known)
    far_real, _ = _nearest(_vectors(features, held_out.small[: len(label)] / np.float32(255)), known)
    pairs = np.stack([fake[:_SHOWN], train.small[nearest[:_SHOWN]] / np.float32(255)], axis=1).reshape(-1, *fake.shape[1:])
    rows = [pairs[i : i + 2 * _PER_ROW] for i in range(0, 2 * _SHOWN, 2 * _PER_ROW)]
    return round(float(np.median(far_fake) / np.median(far_real)), 3), contact_sheet(rows)


def _vectors(features: FeatureNetwork, rgba: np.ndarray) -> np.ndarray:
    return features.features(torch.from_numpy(np.ascontiguousarray(rgba.transpose(0, 3, 1, 2), np.float32))).numpy()


def _nearest(points: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance to the nearest of `known`, and which it is."""
    squared = (points**2).sum(1)[:, None] + (known**2).sum(1)[None] - 2 * points @ known.T
    return np.sqrt(np.maximum(squared.min(axis=1), 0)), squared.argmin(axis=1)
