"""The painted data set on disk: pictures with the parameters that made them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from math import erf
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from tqdm import tqdm

from .classes import PAINTED, Classes
from .painter.contact_sheet import to_bytes
from .painter.paint import paint
from .painter.parameters import K
from .painter.picture import SIZE, downsample

_CHUNK = 56
_SPLITS = ("train", "held-out")
_erf = np.vectorize(erf, otypes=[np.float64])

HUGE = 4 * SIZE
"""Side of the largest pictures."""
PAINTER_VERSION = 3
"""Raised whenever the painter's pictures change, so that an old data set is never taken for a new one."""


@dataclass(frozen=True)
class DataSet:
    """Memory-mapped samples. Sample i has class i modulo the number of classes.

    z: f32 [N, K], standard normal; the painter's parameters are its normal distribution function.
    small: uint8 [N, R, R, 4] premultiplied. large: uint8 [M, 256, 256, 4], the first M samples again at full size;
    huge: uint8 [L, 1024, 1024, 4], the first L of those with four times the pixels.
    """

    z: np.ndarray
    classes: np.ndarray
    small: np.ndarray
    large: np.ndarray
    huge: np.ndarray
    kinds: Classes

    def __len__(self) -> int:
        return len(self.z)


def draw_parameters(seed: int, split: str, index: int) -> tuple[np.ndarray, np.ndarray]:
    """z [K] of one sample and its u = Phi(z), both f32; the same on every run."""
    z = np.random.default_rng((seed, _SPLITS.index(split), index)).standard_normal(K)
    return z.astype(np.float32), normal_cdf(z).astype(np.float32)


def normal_cdf(z: np.ndarray) -> np.ndarray:
    """Phi(z), elementwise."""
    return 0.5 * (1 + _erf(np.asarray(z) / np.sqrt(2)))


def paint_data_set(
    folder: Path, split: str, count: int, large: int, huge: int, resolution: int, seed: int, processes: int
) -> None:
    """Paint `count` samples into `folder`/`split`, continuing where an earlier run stopped."""
    target = folder / split
    target.mkdir(parents=True, exist_ok=True)
    facts = {"count": count, "large": large, "huge": huge, "resolution": resolution, "seed": seed, "painter": PAINTER_VERSION} | PAINTED.state()
    state = target / "state.json"
    done = 0
    if state.exists():
        saved = json.loads(state.read_text())
        done = saved.pop("done")
        if saved != facts:
            raise ValueError(f"{target} holds a data set with {saved}, asked for {facts}: delete the folder or change the configuration")
    mode = "r+" if done else "w+"
    files = {name: np.lib.format.open_memmap(target / f"{name}.npy", mode, dtype, shape) for name, (dtype, shape) in _shapes(facts).items()}
    starts = range(done, count, _CHUNK)
    jobs = [(start, min(start + _CHUNK, count), large, huge, resolution, seed, split) for start in starts]
    with get_context("spawn").Pool(processes) as pool:
        for (start, end, *_), (z, small, big, bigger) in zip(jobs, tqdm(pool.imap(_paint_chunk, jobs), total=len(jobs), desc=f"paint {split}")):
            files["z"][start:end] = z
            files["small"][start:end] = small
            if big:
                files["large"][start : start + len(big)] = big
            if bigger:
                files["huge"][start : start + len(bigger)] = bigger
            for file in files.values():
                file.flush()
            _replace(state, json.dumps(facts | {"done": end}))


def load_data_set(folder: Path, split: str) -> DataSet:
    """Map a painted split. Raises with what to do when it is missing or unfinished."""
    target = folder / split
    state = target / "state.json"
    if not state.exists():
        raise FileNotFoundError(f"no data set at {target}: run `python -m engine.training paint` first")
    facts = json.loads(state.read_text())
    if facts["done"] < facts["count"]:
        raise ValueError(f"{target} has {facts['done']} of {facts['count']} samples: run `python -m engine.training paint` to finish it")
    z, small, large, huge = (np.load(target / f"{name}.npy", mmap_mode="r") for name in ("z", "small", "large", "huge"))
    kinds = Classes.restore(facts)
    return DataSet(z, np.arange(len(z)) % len(kinds), small, large, huge, kinds)


def _shapes(facts: dict) -> dict[str, tuple[type, tuple[int, ...]]]:
    count, resolution = facts["count"], facts["resolution"]
    return {
        "z": (np.float32, (count, K)),
        "small": (np.uint8, (count, resolution, resolution, 4)),
        "large": (np.uint8, (facts["large"], SIZE, SIZE, 4)),
        "huge": (np.uint8, (facts["huge"], HUGE, HUGE, 4)),
    }


def _paint_chunk(job: tuple[int, int, int, int, int, int, str]) -> tuple[np.ndarray, np.ndarray, list[np.ndarray], list[np.ndarray]]:
    start, end, large, huge, resolution, seed, split = job
    zs, small, big, bigger = [], [], [], []
    for index in range(start, end):
        z, u = draw_parameters(seed, split, index)
        # What is kept at every size is one painting, reduced.
        full = paint(index % len(PAINTED), u, index, HUGE if index < huge else SIZE)
        rgba = downsample(full, SIZE)
        zs.append(z)
        small.append(to_bytes(downsample(rgba, resolution)))
        if index < large:
            big.append(to_bytes(rgba))
        if index < huge:
            bigger.append(to_bytes(full))
    return np.stack(zs), np.stack(small), big, bigger


def _replace(path: Path, text: str) -> None:
    """Write a small file in one step, so that a stop at any instant leaves the old or the new one."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text)
    os.replace(temporary, path)
