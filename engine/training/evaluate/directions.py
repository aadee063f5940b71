"""Whether a named direction does what its name says: it moves its own parameter, evenly, and little else."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..export.directions import parameter_place
from ..networks.feature_network import FeatureNetwork
from ..networks.mapping_network import LATENT
from ..painter.paint import SUBJECTS
from .exported_model import ExportedModel
from .measure import READABLE, read_parameters
from .sheets import moved

_STEPS = np.linspace(-3, 3, 7)
_PICTURES = 10


@torch.no_grad()
def judge_directions(model: ExportedModel, features: FeatureNetwork, fit: np.ndarray, seed: int) -> list[dict[str, Any]]:
    """Per direction: median rank correlation with its parameter, its gain and the worst leakage in sigma per sigma.

    `fit` [C, K] is how well the feature network reads each parameter; leakage counts only those it reads well.
    """
    rng = np.random.default_rng(seed)
    judged = []
    for i, direction in enumerate(model.description["directions"]):
        label = model.classes.index(direction["class"])
        place = parameter_place(SUBJECTS[label], direction["name"])
        w = model.styles(rng.standard_normal((_PICTURES, LATENT), dtype=np.float32), np.full(_PICTURES, label), 0.8)
        pictures = np.concatenate([model.paint(moved(model, one[None], i, _STEPS)) for one in w])
        read = read_parameters(features, pictures, label).reshape(_PICTURES, len(_STEPS), -1)
        rank = float(np.median([np.corrcoef(np.argsort(np.argsort(r)), np.arange(len(_STEPS)))[0, 1] for r in read[:, :, place]]))
        slope = np.abs((read * _STEPS[:, None]).sum(axis=1) / np.square(_STEPS).sum()).mean(axis=0)
        others = np.delete(np.where(fit[label] >= READABLE, slope, 0), place)
        planes = torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2), np.float32))
        kept = float((features.logits(features.features(planes)).argmax(1).numpy() == label).mean())
        leak = float(others.max())
        judged.append(
            {
                "class": model.classes[label], "name": direction["name"], "band": direction["bands"][0],
                "rank": round(rank, 3), "gain": round(float(slope[place]), 3), "leak": round(leak, 3), "accuracy": round(kept, 3),
                "accepted": rank >= 0.9 and leak <= 0.3 and kept >= 0.95,
            }
        )  # fmt: skip
    return judged
