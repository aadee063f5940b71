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
from .picture import SIZE, painting_at
from .ridge import RIDGE
from .sky import SKY
from .subject import Subject
from .water import WATER

SUBJECTS: tuple[Subject, ...] = (SKY, CELESTIAL, RIDGE, WATER, ARCHITECTURE, FLORA, FIGURE, BUST, DRAPERY)
"""The classes of the house model, in index order."""


def paint(class_index: int, u: np.ndarray, detail_seed: int, side: int = SIZE) -> np.ndarray:
    """One layer: premultiplied RGBA f32 [side, side, 4] in [0, 1], rgb <= alpha. `side` is 256 or a multiple of it.

    `u` is [K] in [0, 1] and acts continuously; `detail_seed` decides brush strokes and other fine detail, nothing else.
    """
    if u.shape != (K,) or not ((u >= 0) & (u <= 1)).all():
        raise ValueError(f"u must be [{K}] in [0, 1], got shape {u.shape}, range {u.min():.3g} to {u.max():.3g}")
    if side < SIZE or side % SIZE:
        raise ValueError(f"side must be a multiple of {SIZE}, got {side}")
    subject = SUBJECTS[class_index]
    parameters = Parameters(subject.parameters, u)
    rng = np.random.default_rng((detail_seed, class_index))
    with painting_at(side):
        picture = subject.draw(parameters, rng)
        return repaint(picture, subject.strokes, parameters["texture"], rng)
