"""The classes of layers that a data set holds and a model paints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .painter.paint import SUBJECTS


@dataclass(frozen=True)
class Classes:
    """In index order: their names, and whether their pictures fill the frame."""

    names: tuple[str, ...]
    opaque: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.names)

    def state(self) -> dict[str, Any]:
        """For checkpoints and state files."""
        return {"classes": list(self.names), "opaque": list(self.opaque)}

    @staticmethod
    def restore(state: dict[str, Any]) -> Classes:
        return Classes(tuple(state["classes"]), tuple(state["opaque"]))


PAINTED = Classes(tuple(s.name for s in SUBJECTS), tuple(s.opaque for s in SUBJECTS))
"""The painter's."""
