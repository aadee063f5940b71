"""Fits the encoder on what the generator paints: the feature network stays as it is, a linear map per class is solved for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from .checkpoint import load_checkpoint, save_checkpoint
from .configuration import Configuration
from .export.latents import AXES, Latents, measure_latents
from .generator_training import fresh_noise, load_generator
from .networks.encoder import Encoder
from .networks.generator import Generator
from .networks.mapping_network import LATENT
from .train_features import load_features

_CHUNK = 50
_RIDGE = 1e-3
"""Of the features' mean variance."""


@torch.no_grad()
def train_encoder(configuration: Configuration, folder: Path) -> None:
    """Writes `folder`/encoder.pt, with the share of each class's positions that held-out pictures give back (R2)."""
    generator = load_generator(configuration, folder)
    encoder = Encoder(load_features(folder), AXES).eval()
    latents = measure_latents(generator.mapping, encoder.features.classes, configuration.seed)
    samples = configuration.encoder.samples
    weight, bias, fit = [], [], []
    for label in tqdm(range(encoder.features.classes), desc="encoder"):
        vectors, positions = _sample(generator, encoder, latents, label, samples, configuration.seed)
        held_out = len(vectors) // 5
        centre, target = vectors[held_out:].mean(axis=0), positions[held_out:].mean(axis=0)
        x, y = vectors[held_out:] - centre, positions[held_out:] - target
        gram = x.T @ x
        solved = np.linalg.solve(gram + _RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram)), x.T @ y)
        error = (vectors[:held_out] - centre) @ solved + target - positions[:held_out]
        fit.append(1 - np.square(error).mean(axis=0) / positions[:held_out].var(axis=0))
        weight.append(solved.T)
        bias.append(target - centre @ solved)
    encoder.positions.weight.copy_(torch.from_numpy(np.concatenate(weight)))
    encoder.positions.bias.copy_(torch.from_numpy(np.concatenate(bias)))
    save_checkpoint(folder / "encoder.pt", {"positions": encoder.positions.state_dict(), "fit": torch.from_numpy(np.stack(fit))})


def load_encoder(folder: Path) -> Encoder:
    """The fitted encoder, frozen."""
    encoder = Encoder(load_features(folder), AXES)
    encoder.positions.load_state_dict(load_checkpoint(folder / "encoder.pt")["positions"])
    return encoder.eval().requires_grad_(False)


def _sample(generator: Generator, encoder: Encoder, latents: Latents, label: int, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Features [N, 256] and true positions [N, A] of `count` generated pictures of one class, f64."""
    rng = np.random.default_rng((seed, 31, label))
    vectors, positions = [], []
    for _ in range(0, count, _CHUNK):
        z = torch.from_numpy(rng.standard_normal((_CHUNK, LATENT), dtype=np.float32))
        w = generator.mapping(z, torch.full((_CHUNK,), label))
        rgba = generator.synthesis(generator.spread(w), fresh_noise(rng, _CHUNK, generator.synthesis)).clamp(0, 1)
        vectors.append(encoder.features.features(rgba).double().numpy())
        positions.append((w.double().numpy() - latents.mean[label]) @ latents.axes[label].T / latents.axes_scale[label])
    return np.concatenate(vectors), np.concatenate(positions)
