"""Contact sheets: rows of pictures on a checkerboard, and layers composed into one work."""

from __future__ import annotations

import numpy as np


def contact_sheet(rows: list[np.ndarray], gap: int = 4) -> np.ndarray:
    """Rows of premultiplied RGBA [N, S, S, 4] in [0, 1] laid out on a checkerboard. Returns uint8 [H, W, 3]."""
    size = rows[0].shape[1]
    height = len(rows) * (size + gap) + gap
    width = max(len(r) for r in rows) * (size + gap) + gap
    sheet = np.full((height, width, 3), 0.16, np.float32)
    board = checkerboard(size)
    for i, row in enumerate(rows):
        for j, rgba in enumerate(row):
            top, left = gap + i * (size + gap), gap + j * (size + gap)
            sheet[top : top + size, left : left + size] = rgba[..., :3] + (1 - rgba[..., 3:]) * board
    return to_bytes(sheet)


def checkerboard(size: int) -> np.ndarray:
    """Two greys in squares of an eighth of the picture, f32 [size, size, 1]."""
    cell = np.arange(size) * 8 // size
    return np.where((cell[:, None] + cell[None, :]) % 2, 0.62, 0.5).astype(np.float32)[..., None]


def compose(layers: list[np.ndarray]) -> np.ndarray:
    """Premultiplied layers [S, S, 4], back to front, over black. Returns the composite [S, S, 3] in [0, 1]."""
    canvas = np.zeros_like(layers[0][..., :3])
    for rgba in layers:
        canvas = rgba[..., :3] + (1 - rgba[..., 3:]) * canvas
    return canvas


def to_bytes(image: np.ndarray) -> np.ndarray:
    """[0, 1] to uint8, rounded."""
    return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)
