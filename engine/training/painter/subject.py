"""What a class of layers is to the rest of the training code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .parameters import K, SHARED_FINE, Parameters
from .picture import Picture


@dataclass(frozen=True)
class Subject:
    """One class: its parameter names in index order, and the function that paints it.

    `draw` returns a finished picture before the hand (strokes, bristles) goes over it. It may draw random
    numbers from the generator it is given for fine detail only; everything large follows the parameters.
    """

    name: str
    parameters: tuple[str, ...]
    draw: Callable[[Parameters, np.random.Generator], Picture]
    strokes: str
    opaque: bool = False

    def __post_init__(self) -> None:
        if len(self.parameters) != K or len(set(self.parameters)) != K:
            raise ValueError(f"class {self.name!r} names {len(set(self.parameters))} distinct parameters, needs {K}")
        if self.parameters[16:23] != SHARED_FINE:
            raise ValueError(f"class {self.name!r}: parameters 16 to 22 must be {SHARED_FINE}")
