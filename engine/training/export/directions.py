"""Named directions of w, from the painter's own parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..painter.paint import SUBJECTS
from ..painter.parameters import BAND_PARAMETERS, K
from ..painter.subject import Subject

_NAMED: dict[str, dict[str, str]] = {
    # class: {the name a person reads: the painter's parameter}
    "sky": {"warmth": "warmth", "light": "light", "mood": "mood", "horizon": "horizon", "clouds": "cover", "storm": "storm"},
    "celestial": {"size": "radius", "phase": "phase", "turn": "phase_angle", "halo": "halo", "light": "light", "warmth": "warmth"},
    "ridge": {"height": "peak_height", "base": "base", "snow": "snow", "light": "light", "warmth": "warmth"},
    "water": {"level": "shore", "glitter": "glitter", "light": "light", "warmth": "warmth"},
    "architecture": {"height": "tower_height", "breadth": "width", "ruin": "ruin", "light": "light", "mist": "ground_mist"},
    "flora": {"height": "height", "crown": "crown", "lean": "lean", "light": "light", "warmth": "warmth"},
    "figure": {"closeness": "closeness", "halo": "halo", "robe": "flare", "sweep": "sweep", "light": "light", "warmth": "warmth"},
    "bust": {"turn": "turn", "tilt": "tilt", "closeness": "size", "hair": "hair_length", "light": "light", "warmth": "warmth"},
    "drapery": {"left": "left", "right": "right", "valance": "swag", "light": "light", "warmth": "warmth", "vignette": "vignette"},
}  # fmt: skip


def parameter_place(subject: Subject, direction: str) -> int:
    """Which of the painter's parameters a named direction of a class moves."""
    return subject.parameters.index(_NAMED[subject.name][direction])


@dataclass(frozen=True)
class Direction:
    """A displacement of w [512] that moves one parameter of the painter by one standard deviation."""

    name: str
    label: int
    parameter: int
    band: str
    vector: np.ndarray
    r2: float


def find_directions(label: int, z: np.ndarray, w: np.ndarray) -> list[Direction]:
    """The named directions of one class, from its latents z [N, 512] and their w [N, 512].

    The displacement is the regression of w on the parameters, which are independent, so it moves one and leaves the
    others where they are. r2 says how well the parameter can be read back from w (ridge regression, second half held
    out): a low one means that the mapping network ignores it.
    """
    subject = SUBJECTS[label]
    parameters = z[:, :K]
    centred = w - w.mean(axis=0)
    displacement, *_ = np.linalg.lstsq(parameters - parameters.mean(axis=0), centred, rcond=None)
    half = len(z) // 2
    gram = centred[:half].T @ centred[:half]
    ridge = np.linalg.solve(gram + 1e-3 * np.trace(gram) / len(gram) * np.eye(len(gram)), centred[:half].T @ parameters[:half])
    error = np.square(parameters[half:] - centred[half:] @ ridge).mean(axis=0) / parameters[half:].var(axis=0)
    found = []
    for name in _NAMED[subject.name]:
        place = parameter_place(subject, name)
        found.append(Direction(name, label, place, _band(place), displacement[place], float(1 - error[place])))
    return found


def _band(place: int) -> str:
    return next(band for band, places in BAND_PARAMETERS.items() if places.start <= place < places.stop)
