"""Runs generator training: resumes, reports, saves."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from tqdm import tqdm

from .batches import pictures, step_generator, to_images
from .checkpoint import load_checkpoint, save_checkpoint
from .configuration import Configuration
from .dataset import DataSet, load_data_set
from .generator_training import GeneratorTraining, fresh_noise
from .losses import pair_loss
from .painter.contact_sheet import contact_sheet
from .style_mixing import mixed_latents

_SAVE_EVERY = 200
"""Steps between checkpoints, sheets and held-out losses."""


def train_generator(configuration: Configuration, folder: Path) -> None:
    """Trains from `folder`/generator.pt, else from another run's `folder`/start-generator.pt, else from nothing.

    Writes checkpoints, `sheets/` and `generator.jsonl`.
    """
    data, held_out = load_data_set(folder / "data", "train"), load_data_set(folder / "data", "held-out")
    training = GeneratorTraining(configuration, data)
    state = load_checkpoint(folder / "generator.pt", required=False)
    minutes: dict[str, float] = {}
    if state is not None:
        training.restore(state)
        minutes = state["minutes"]
    elif (start := load_checkpoint(folder / "start-generator.pt", required=False)) is not None:
        training.warm_start(start)
        minutes = start["minutes"]
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    progress = tqdm(initial=training.images, total=training.total_images, desc="generator")
    began, sums = time.monotonic(), {}
    while training.images < training.total_images:
        stage = training.stage()
        before = training.images
        losses = training.step()
        progress.update(training.images - before)
        for name, value in losses.items():
            sums.setdefault(name, []).append(value)
        progress.set_postfix({name: f"{value:.3f}" for name, value in losses.items()})
        done = training.images >= training.total_images
        if training.steps_done % _SAVE_EVERY == 0 or done:
            spent = (time.monotonic() - began) / 60
            kind = f"adversarial {stage.resolution}" if stage.adversarial else f"pairs {stage.resolution}"
            minutes[kind] = minutes.get(kind, 0.0) + spent
            save_checkpoint(folder / "generator.pt", training.state() | {"minutes": minutes})
            report = {"images": training.images, "minutes": minutes, "held_out": _held_out(training, held_out)}
            report |= {name: float(np.mean(values)) for name, values in sums.items()}
            with (folder / "generator.jsonl").open("a") as log:
                log.write(json.dumps(report) + "\n")
            began, sums = time.monotonic(), {}
            if training.steps_done % (2 * _SAVE_EVERY) == 0 or done:
                _sheet(training, held_out, folder / "sheets" / f"{training.images:07d}.png")


@torch.no_grad()
def _held_out(training: GeneratorTraining, data: DataSet) -> dict[str, float]:
    """Pair loss of the average on held-out pictures, one number a class."""
    classes = len(data.kinds)
    rows = np.arange(min(16 * classes, len(data)))
    fake, real = _pairs(training, data, rows, 0.0)
    return {name: pair_loss(fake[c::classes], real[c::classes]).item() for c, name in enumerate(data.kinds.names)}


@torch.no_grad()
def _pairs(training: GeneratorTraining, data: DataSet, rows: np.ndarray, mixing: float) -> tuple[torch.Tensor, torch.Tensor]:
    resolution, device = training.stage().resolution, training.configuration.device
    rng = step_generator(training.configuration.seed, -1)
    label = torch.from_numpy(data.classes[rows]).to(device)
    z = mixed_latents(data.z[rows], mixing, rng).to(device)
    w = training.average.mapping(z.flatten(0, 1), label.repeat(len(z)))
    ws = training.average.mix(w.view(len(z), len(rows), -1))
    noise = [x.to(device) for x in fresh_noise(rng, len(rows), training.average.synthesis)]
    return training.average.synthesis(ws, noise, resolution).cpu(), pictures(data, rows, resolution)


def _sheet(training: GeneratorTraining, data: DataSet, path: Path) -> None:
    """Per class: six painted pictures, the average's for the same parameters, and again with mixed bands."""
    classes = len(data.kinds)
    rows = np.arange(6 * classes)
    plain, real = _pairs(training, data, rows, 0.0)
    mixed, _ = _pairs(training, data, rows, 1.0)
    sheet = [np.concatenate([to_images(x[c::classes]) for x in (real, plain, mixed)]) for c in range(classes)]
    Image.fromarray(contact_sheet(sheet)).save(path)
