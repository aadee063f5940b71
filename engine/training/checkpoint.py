"""Checkpoints: written in one step, so that a stop at any instant leaves the last good one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Write `state` to `path` atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


def adopt(network: nn.Module, known: dict[str, Tensor]) -> None:
    """Take over from another network's parameters what has kept its name and shape."""
    own = network.state_dict()
    network.load_state_dict(own | {name: value for name, value in known.items() if name in own and own[name].shape == value.shape})


def load_checkpoint(path: Path, required: bool = True) -> dict[str, Any] | None:
    """Read a checkpoint. Without one: an error that says what to run, or None where it is not required."""
    if not path.exists():
        if required:
            raise FileNotFoundError(f"no checkpoint at {path}: run `python -m engine.training train` first")
        return None
    return torch.load(path, map_location="cpu", weights_only=True)


def towards_start(average: dict[str, Tensor], start: Path, share: float) -> dict[str, Tensor]:
    """`average` with a share of the weights that its run began from, in the checkpoint `start`; without one at share 0.

    What was learnt anew stays, with less of what the start knew forgotten (Wortsman et al. 2022).
    """
    if share == 0:
        return average
    known = load_checkpoint(start)["average"]
    return {name: torch.lerp(value, known[name], share) for name, value in average.items()}
