"""Makes a data set of an artist's own pictures: one folder of PNGs a class.

They come without the painter's parameters. In their place stands a code: the coordinates of a linear autoencoder (the
principal components of the pictures at 16 x 16), so that training in pairs works as it does for painted pictures.
"""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from .classes import Classes
from .painter.contact_sheet import to_bytes
from .painter.parameters import K
from .painter.picture import SIZE, downsample

_HELD_OUT = 10
"""One picture in so many is kept from training."""
_CODED = 16
_LIMIT = 2.5
"""Codes end here, in standard deviations, as the painter's parameters do."""


def collect(source: Path, folder: Path, resolution: int) -> None:
    """Write `folder`/train and `folder`/held-out from `source`/<class>/*.png.

    Pictures are fitted into a square, transparent beside them. Classes with fewer pictures have theirs repeated.
    Raises ValueError where there are too few.
    """
    paths = {entry.name: sorted(entry.glob("*.png")) for entry in sorted(source.iterdir()) if entry.is_dir()}
    paths = {name: files for name, files in paths.items() if files}
    if not paths:
        raise ValueError(f"no pictures: expected {source}/<class>/*.png")
    for name, files in paths.items():
        if len(files) < 2 * _HELD_OUT:
            raise ValueError(f"{source / name} has {len(files)} pictures: at least {2 * _HELD_OUT} are needed, hundreds are better")
    pictures = {name: np.stack([_read(file) for file in files]) for name, files in paths.items()}
    codes = {name: _codes(stack) for name, stack in pictures.items()}
    opaque = tuple(bool((stack[..., 3] > 0.99).all()) for stack in pictures.values())
    kinds = Classes(tuple(pictures), opaque)
    for split, keep in (("train", False), ("held-out", True)):
        chosen = {name: np.flatnonzero((np.arange(len(stack)) % _HELD_OUT == 0) == keep) for name, stack in pictures.items()}
        rows = max(len(c) for c in chosen.values())
        large = np.stack([pictures[name][np.resize(chosen[name], rows)] for name in kinds.names], axis=1)
        z = np.stack([codes[name][np.resize(chosen[name], rows)] for name in kinds.names], axis=1)
        _write(folder / split, z.reshape(-1, K), large.reshape(-1, SIZE, SIZE, 4), resolution, kinds)


def _read(path: Path) -> np.ndarray:
    """Premultiplied RGBA f32 [SIZE, SIZE, 4] in [0, 1], the whole picture inside."""
    rgba = np.asarray(Image.open(path).convert("RGBA"), np.float32) / 255
    rgba = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], axis=2)
    height, width = rgba.shape[:2]
    scale = SIZE / max(height, width)
    fitted = (max(1, round(width * scale)), max(1, round(height * scale)))
    rgba = cv2.resize(rgba, fitted, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.zeros((SIZE, SIZE, 4), np.float32)
    top, left = (SIZE - fitted[1]) // 2, (SIZE - fitted[0]) // 2
    square[top : top + fitted[1], left : left + fitted[0]] = rgba
    return square


def _codes(stack: np.ndarray) -> np.ndarray:
    """[N, K], each of unit deviation: where a picture lies along the components of its class."""
    flat = np.stack([downsample(x, _CODED) for x in stack]).reshape(len(stack), -1).astype(np.float64)
    left, scale, _ = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)
    count = min(K, int((scale > 1e-6 * scale[0]).sum()))
    out = np.zeros((len(stack), K))
    out[:, :count] = left[:, :count] * np.sqrt(len(stack))
    return np.clip(out, -_LIMIT, _LIMIT).astype(np.float32)


def _write(target: Path, z: np.ndarray, large: np.ndarray, resolution: int, kinds: Classes) -> None:
    target.mkdir(parents=True, exist_ok=True)
    np.save(target / "z.npy", z)
    np.save(target / "small.npy", np.stack([to_bytes(downsample(x, resolution)) for x in large]))
    np.save(target / "large.npy", to_bytes(large))
    np.save(target / "huge.npy", np.zeros((0, 4 * SIZE, 4 * SIZE, 4), np.uint8))
    facts = {"count": len(z), "done": len(z), "resolution": resolution} | kinds.state()
    (target / "state.json").write_text(json.dumps(facts))
