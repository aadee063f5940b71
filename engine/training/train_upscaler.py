"""Trains the x4 super-resolution on painted pairs, and on what the generator makes of the same parameters."""

from __future__ import annotations

import copy
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from .batches import step_generator, to_images, to_planes
from .checkpoint import load_checkpoint, save_checkpoint
from .configuration import Configuration, UpscalerConfiguration
from .dataset import DataSet, load_data_set
from .generator_training import load_generator
from .losses import coverage_penalty, edge_loss
from .networks.generator import Generator
from .networks.upscaler import FACTOR, Upscaler
from .painter.contact_sheet import contact_sheet
from .painter.paint import SUBJECTS
from .style_mixing import mixed_latents

_SAVE_EVERY = 500
_MARGIN = 4
"""Input pixels at a crop's border that the loss ignores: there the padding is not the picture's own."""


def train_upscaler(configuration: Configuration, folder: Path) -> None:
    """Writes `folder`/upscaler.pt; resumes from it."""
    settings = configuration.upscaler
    data, held_out = load_data_set(folder / "data", "train"), load_data_set(folder / "data", "held-out")
    torch.manual_seed(configuration.seed)
    network = Upscaler(settings.channels, settings.depth)
    average = copy.deepcopy(network).requires_grad_(False)
    optimiser = torch.optim.Adam(network.parameters(), lr=settings.learning_rate, betas=(0.9, 0.99), fused=True)
    state = load_checkpoint(folder / "upscaler.pt", required=False)
    start, spent = 0, 0.0
    if state is not None:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        start, spent = state["step"], state["seconds"]
    painted = _generated(configuration, folder, data) if settings.generated else None
    steps = settings.images // settings.batch
    began = time.monotonic()
    progress = tqdm(range(start, steps), initial=start, total=steps, desc="upscaler")
    for step in progress:
        small, large = _crops(data, painted, settings, step_generator(configuration.seed + 2, step))
        for parameters in optimiser.param_groups:
            parameters["lr"] = settings.learning_rate * max(0.02, min(1.0, (steps - step) / (0.5 * steps)))
        with torch.autocast("cpu", torch.bfloat16, enabled=configuration.bfloat16):
            guess = network(small).float()
        m = _MARGIN * FACTOR
        loss = upscaling_loss(guess[:, :, m:-m, m:-m], large[:, :, m:-m, m:-m])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        optimiser.step()
        decay = min(0.998, step / (step + 50))
        with torch.no_grad():
            for mean, live in zip(average.parameters(), network.parameters()):
                mean.lerp_(live, 1 - decay)
        if step % 50 == 0:
            progress.set_postfix(loss=f"{loss.item():.4f}")
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == steps:
            seconds = spent + time.monotonic() - began
            save_checkpoint(
                folder / "upscaler.pt",
                {"network": network.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
                 "step": step + 1, "seconds": seconds},
            )  # fmt: skip
            decibels, plain = judge_upscaler(average, held_out)
            tqdm.write(f"upscaler step {step + 1}: held-out {decibels:.2f} dB, bilinear {plain:.2f} dB")
            _sheet(average, held_out, painted, data, folder / "sheets" / f"upscaler-{step + 1:06d}.png")


def upscaling_loss(guess: Tensor, target: Tensor) -> Tensor:
    """L1 on premultiplied RGBA and of its edges, and no colour above coverage."""
    return F.l1_loss(guess, target) + 0.5 * edge_loss(guess, target) + coverage_penalty(guess)


def load_upscaler(configuration: Configuration, folder: Path) -> Upscaler:
    """The averaged network of the checkpoint, frozen."""
    network = Upscaler(configuration.upscaler.channels, configuration.upscaler.depth)
    network.load_state_dict(load_checkpoint(folder / "upscaler.pt")["average"])
    return network.eval().requires_grad_(False)


@torch.no_grad()
def judge_upscaler(network: Upscaler, data: DataSet) -> tuple[float, float]:
    """Peak signal to noise (dB) on held-out pairs: of the network, and of bilinear up-sampling."""
    rows = np.arange(min(140, len(data.large)))
    small, large = to_planes(data.small[rows]), to_planes(data.large[rows])
    plain = F.interpolate(small, scale_factor=FACTOR, mode="bilinear")
    return tuple(-10 * (x.clamp(0, 1) - large).square().mean().log10().item() for x in (network(small), plain))


@torch.no_grad()
def _generated(configuration: Configuration, folder: Path, data: DataSet) -> np.ndarray:
    """The generator's pictures for the parameters of every large sample: uint8 [M, R, R, 4]."""
    generator = load_generator(configuration, folder)
    out = []
    for rows in np.array_split(np.arange(len(data.large)), max(1, len(data.large) // 70)):
        out.append((paint_again(generator, data, rows) * 255 + 0.5).astype(np.uint8))
    return np.concatenate(out)


def paint_again(generator: Generator, data: DataSet, rows: np.ndarray) -> np.ndarray:
    """What the generator makes of samples' parameters: premultiplied RGBA f32 [N, R, R, 4]."""
    z = mixed_latents(data.z[rows], 0.0, np.random.default_rng(int(rows[0])))[0]
    w = generator.mapping(z, torch.from_numpy(data.classes[rows]))
    return to_images(generator.synthesis(generator.spread(w)))


def _crops(data: DataSet, painted: np.ndarray | None, settings: UpscalerConfiguration, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Inputs [N, 4, crop + margins, …] and targets four times larger, both in [0, 1]."""
    side = settings.crop + 2 * _MARGIN
    small, large = [], []
    for row in rng.integers(0, len(data.large), settings.batch):
        top, left = rng.integers(0, data.small.shape[1] - side + 1, 2)
        target = data.large[row, top * FACTOR : (top + side) * FACTOR, left * FACTOR : (left + side) * FACTOR]
        if painted is not None and rng.random() < settings.generated:
            source = painted[row, top : top + side, left : left + side].astype(np.float32)
        else:
            source = _soften(data.small[row, top : top + side, left : left + side].astype(np.float32), rng)
        small.append(source / 255)
        large.append(target)
    inputs = torch.from_numpy(np.stack(small).transpose(0, 3, 1, 2).copy())
    return inputs, to_planes(np.stack(large))


def _soften(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A painted picture made as soft and as uncertain as a generated one: blur, noise, a shift below half a pixel."""
    sigma = rng.uniform(0, 0.7)
    if sigma > 0.2:
        rgba = cv2.GaussianBlur(rgba, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    dx, dy = rng.uniform(-0.3, 0.3, 2)
    move = np.float32([[1, 0, dx], [0, 1, dy]])
    rgba = cv2.warpAffine(rgba, move, rgba.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    noise = rng.standard_normal(rgba.shape, dtype=np.float32) * np.float32(255 * rng.uniform(0, 0.02))
    # No noise where there is nothing: an empty ground must stay empty.
    return np.clip(rgba + noise * (rgba[..., 3:] > 0), 0, 255)


@torch.no_grad()
def _sheet(network: Upscaler, held_out: DataSet, painted: np.ndarray | None, data: DataSet, path: Path) -> None:
    """Per class: input, output and truth of a held-out pair, then the same of a generated picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.arange(len(SUBJECTS))
    sources = [(to_planes(held_out.small[rows]), to_planes(held_out.large[rows]))]
    if painted is not None:
        sources.append((to_planes(painted[rows]), to_planes(data.large[rows])))
    columns = [x for small, large in sources for x in (F.interpolate(small, scale_factor=FACTOR), network(small), large)]
    images = [to_images(x) for x in columns]
    Image.fromarray(contact_sheet([np.stack([x[c] for x in images]) for c in rows])).save(path)
