"""`paint`: the teacher of the house model."""

from __future__ import annotations

import numpy as np

from .architecture import ARCHITECTURE
from .bust import BUST
from .celestial import CELESTIAL
from .drapery import DRAPERY
from .figure import FIGURE
from .flora import FLORA
from .hand import repaint
from .parameters import K, Parameters
from .ridge import RIDGE
from .sky import SKY
from .subject import Subject
from .water import WATER

SUBJECTS: tuple[Subject, ...] = (SKY, CELESTIAL, RIDGE, WATER, ARCHITECTURE, FLORA, FIGURE, BUST, DRAPERY)
"""The classes of the house model, in index order."""


def paint(class_index: int, u: np.ndarray, detail_seed: int) -> np.ndarray:
    """One layer: premultiplied RGBA f32 [256, 256, 4] in [0, 1], rgb <= alpha.

    `u` is [K] in [0, 1] and acts continuously; `detail_seed` decides brush strokes and other fine detail, nothing else.
    """
    if u.shape != (K,) or not ((u >= 0) & (u <= 1)).all():
        raise ValueError(f"u must be [{K}] in [0, 1], got shape {u.shape}, range {u.min():.3g} to {u.max():.3g}")
    subject = SUBJECTS[class_index]
    parameters = Parameters(subject.parameters, u)
    rng = np.random.default_rng((detail_seed, class_index))
    picture = subject.draw(parameters, rng)
    return repaint(picture, subject.strokes, parameters["texture"], rng)
