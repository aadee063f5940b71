"""Runs super-resolution training on painted pairs, and on what the generator makes of the same parameters."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F
from tqdm import tqdm

from .batches import to_images, to_planes
from .checkpoint import load_checkpoint, save_checkpoint, towards_start
from .configuration import Configuration
from .dataset import DataSet, load_data_set
from .generator_training import fresh_noise, load_generator
from .networks.generator import Generator
from .networks.upscaler import FACTOR, Upscaler, canvas
from .painter.contact_sheet import contact_sheet
from .style_mixing import mixed_latents
from .upscaler_training import UpscalerTraining, level_pictures

_SAVE_EVERY = 250


def train_upscalers(configuration: Configuration, folder: Path) -> None:
    """Trains each from its checkpoint in `folder`, else from another run's `start-upscaler-<n>.pt`, else from nothing.

    Writes checkpoints and `sheets/`.
    """
    data, held_out = load_data_set(folder / "data", "train"), load_data_set(folder / "data", "held-out")
    for level in range(len(configuration.upscalers)):
        _train(configuration, folder, level, data, held_out)


def load_upscaler(configuration: Configuration, folder: Path, level: int) -> Upscaler:
    """The averaged network of a level's checkpoint, frozen; with its share of what the run began from."""
    settings = configuration.upscalers[level]
    network = Upscaler(settings.channels, settings.depth)
    path = _checkpoint(folder, level)
    network.load_state_dict(towards_start(load_checkpoint(path)["average"], _start(path), settings.start_share))
    return network.eval().requires_grad_(False)


def upscaler_minutes(folder: Path, level: int) -> float:
    """What a level's training took."""
    return load_checkpoint(_checkpoint(folder, level))["seconds"] / 60


@torch.no_grad()
def judge_upscaler(network: Upscaler, inputs: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
    """Peak signal to noise (dB) on held-out pairs (`level_pictures`): of the network, and of bilinear up-sampling."""
    rows = np.arange(min(140 if targets.shape[1] <= 256 else 17, len(targets)))
    small, large = to_planes(inputs[rows]), to_planes(targets[rows])
    plain = F.interpolate(small, scale_factor=FACTOR, mode="bilinear")
    device = next(network.parameters()).device
    sharp = network(small.to(device), canvas(small.shape[-1]).to(device)).cpu()
    return tuple(-10 * (x.clamp(0, 1) - large).square().mean().log10().item() for x in (sharp, plain))


def _train(configuration: Configuration, folder: Path, level: int, data: DataSet, held_out: DataSet) -> None:
    generated = _paint_large(configuration, folder, data) if configuration.upscalers[level].generated else None
    earlier = load_upscaler(configuration, folder, level - 1) if level else None
    training = UpscalerTraining(configuration, data, level, generated, earlier)
    inputs, targets = level_pictures(held_out, level, earlier)
    path = _checkpoint(folder, level)
    state = load_checkpoint(path, required=False)
    spent = 0.0
    if state is not None:
        training.restore(state)
        spent = state["seconds"]
    elif (start := load_checkpoint(_start(path), required=False)) is not None:
        training.warm_start(start)
        spent = start["seconds"]
    began = time.monotonic()
    progress = tqdm(range(training.steps_done, training.steps), initial=training.steps_done, total=training.steps, desc=path.stem)
    for step in progress:
        losses = training.step()
        if step % 25 == 0:
            progress.set_postfix({name: f"{value:.3f}" for name, value in losses.items()})
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == training.steps:
            save_checkpoint(path, training.state() | {"seconds": spent + time.monotonic() - began})
            decibels, plain = judge_upscaler(training.average, inputs, targets)
            tqdm.write(f"{path.stem} step {step + 1}: held-out {decibels:.2f} dB, bilinear {plain:.2f} dB")
            _sheet(training, inputs, targets, folder / "sheets" / f"{path.stem}-{step + 1:06d}.png")


def _checkpoint(folder: Path, level: int) -> Path:
    return folder / f"upscaler-{level + 1}.pt"


def _start(checkpoint: Path) -> Path:
    return checkpoint.with_name(f"start-{checkpoint.name}")


@torch.no_grad()
def _paint_large(configuration: Configuration, folder: Path, data: DataSet) -> np.ndarray:
    """The generator's pictures for the parameters of every sample that has a larger size: uint8 [M, R, R, 4]."""
    generator = load_generator(configuration, folder)
    count = len(level_pictures(data, 0)[1])
    parts = np.array_split(np.arange(count), max(1, count // 70))
    return np.concatenate([_paint_again(generator, data, rows) for rows in parts])


def _paint_again(generator: Generator, data: DataSet, rows: np.ndarray) -> np.ndarray:
    rng = np.random.default_rng(int(rows[0]))
    z = mixed_latents(data.z[rows], 0.0, rng)[0]
    w = generator.mapping(z, torch.from_numpy(data.classes[rows]))
    # Any strength of noise: a work's levers turn it up and down.
    strength = torch.from_numpy(np.sqrt(rng.random((len(rows), 1, 1, 1), dtype=np.float32)))
    noise = [strength * x for x in fresh_noise(rng, len(rows), generator.synthesis)]
    return (to_images(generator.synthesis(generator.spread(w), noise)) * 255 + 0.5).astype(np.uint8)


@torch.no_grad()
def _sheet(training: UpscalerTraining, inputs: np.ndarray, targets: np.ndarray, path: Path) -> None:
    """Per class: input, output and truth of a held-out pair, then the same of a generated picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.arange(min(int(training.classes.max()) + 1, len(targets)))
    # A corner of it where a whole picture would be too much to look at.
    side = min(256 // FACTOR, inputs.shape[1])
    corner = (rows, slice(side, 2 * side), slice(side, 2 * side)) if side < inputs.shape[1] else (rows,)
    sharp = tuple(slice(FACTOR * s.start, FACTOR * s.stop) for s in corner[1:])
    sources = [(to_planes(inputs[corner]), to_planes(targets[(rows, *sharp)]))]
    if training.generated is not None:
        sources.append((to_planes(training.generated[rows]), to_planes(training.large[rows])))
    device = training.configuration.device
    sharpened = [training.average(small.to(device), canvas(small.shape[-1]).to(device)).cpu() for small, _ in sources]
    columns = [x for (small, large), after in zip(sources, sharpened) for x in (F.interpolate(small, scale_factor=FACTOR), after, large)]
    images = [to_images(x) for x in columns]
    Image.fromarray(contact_sheet([np.stack([x[c] for x in images]) for c in rows])).save(path)
