"""Checkpoints: written in one step, so that a stop at any instant leaves the last good one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Write `state` to `path` atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


def load_checkpoint(path: Path, required: bool = True) -> dict[str, Any] | None:
    """Read a checkpoint. Without one: an error that says what to run, or None where it is not required."""
    if not path.exists():
        if required:
            raise FileNotFoundError(f"no checkpoint at {path}: run `python -m engine.training train` first")
        return None
    return torch.load(path, map_location="cpu", weights_only=True)
