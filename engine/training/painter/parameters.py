"""The painter's parameter space: K numbers in [0, 1], each with a fixed place, a name and a band."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

K = 24
"""Parameters of every class. They are also the first K numbers of the generator's z (through the inverse normal)."""

COARSE = slice(0, 10)
MIDDLE = slice(10, 16)
FINE = slice(16, 24)
BAND_PARAMETERS = {"coarse": COARSE, "middle": MIDDLE, "fine": FINE}
"""Which parameters each band of style layers controls: composition, features, colour and texture."""

SHARED_FINE = ("mood", "hue", "saturation", "light", "warmth", "accent", "texture")
"""Parameters 16 to 22 mean the same in every class, so that seven layers can be tuned to one another."""

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Parameters:
    """A point of the parameter space, read by name. Every reader is continuous in u."""

    names: tuple[str, ...]
    u: np.ndarray

    def __getitem__(self, name: str) -> float:
        return float(self.u[self.names.index(name)])

    def span(self, name: str, low: float, high: float) -> float:
        """Linear from `low` at u = 0 to `high` at u = 1."""
        return low + (high - low) * self[name]

    def normal(self, name: str) -> float:
        """Standard normal value, bounded to about +-2.3 so that no tail breaks a composition."""
        return _NORMAL.inv_cdf(0.01 + 0.98 * self[name])

    def fade(self, name: str, start: float, end: float) -> float:
        """0 below `start`, 1 above `end`, smooth between: how optional things enter a picture."""
        return smooth(self[name], start, end)


def smooth(x: float, start: float, end: float) -> float:
    """Hermite step of a scalar."""
    t = min(max((x - start) / (end - start), 0.0), 1.0)
    return t * t * (3 - 2 * t)
