"""Trains the feature network on painted pictures the generator is never trained against as such."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from .batches import class_groups, pictures, step_generator
from .checkpoint import adopt, load_checkpoint, save_checkpoint
from .configuration import SMALLEST, Configuration
from .dataset import load_data_set
from .networks.feature_network import FeatureNetwork

_SAVE_EVERY = 250


def train_features(configuration: Configuration, folder: Path) -> None:
    """Writes `folder`/features.pt; resumes from it, or begins from another run's `folder`/start-features.pt."""
    settings = configuration.features
    data, held_out = load_data_set(folder / "data", "train"), load_data_set(folder / "data", "held-out")
    classes = len(data.kinds)
    torch.manual_seed(configuration.seed)
    network = FeatureNetwork(classes).to(configuration.device)
    optimiser = torch.optim.Adam(network.parameters(), lr=settings.learning_rate, fused=True)
    state = load_checkpoint(folder / "features.pt", required=False)
    start, spent = 0, 0.0
    if state is not None:
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        start, spent = state["step"], state["seconds"]
    elif (other := load_checkpoint(folder / "start-features.pt", required=False)) is not None:
        adopt(network, other["network"])
    group = settings.batch // classes
    steps = settings.images // settings.batch
    began = time.monotonic()
    progress = tqdm(range(start, steps), initial=start, total=steps, desc="features")
    for step in progress:
        rng = step_generator(configuration.seed + 1, step)
        rows, label = class_groups(rng, len(data), [group] * classes)
        real, label = _disturb(pictures(data, rows, SMALLEST), rng).to(configuration.device), label.to(configuration.device)
        for parameters in optimiser.param_groups:
            parameters["lr"] = settings.learning_rate * min(1.0, (steps - step) / (0.4 * steps))
        with configuration.autocast():
            logits, guess = network(real, label)
        target = torch.from_numpy(data.z[rows]).clamp(-2.5, 2.5).to(configuration.device)
        loss = F.cross_entropy(logits.float(), label) + F.mse_loss(guess.float(), target)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % 50 == 0:
            progress.set_postfix(loss=f"{loss.item():.3f}")
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == steps:
            accuracy, fit = _judge(network, held_out, configuration)
            tqdm.write(f"features step {step + 1}: held-out accuracy {accuracy:.3f}, median parameter R2 {np.median(fit):.2f}")
            seconds = spent + time.monotonic() - began
            save_checkpoint(
                folder / "features.pt",
                {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1, "seconds": seconds,
                 "accuracy": accuracy, "fit": torch.from_numpy(fit)} | data.kinds.state(),
            )  # fmt: skip


def load_features(folder: Path) -> FeatureNetwork:
    """The trained network, frozen."""
    state = load_checkpoint(folder / "features.pt")
    network = FeatureNetwork(len(state["classes"]))
    network.load_state_dict(state["network"])
    return network.eval().requires_grad_(False)


def _disturb(real: Tensor, rng: np.random.Generator) -> Tensor:
    """Soften half of the pictures a little, so that a generator's softness does not leave the features' domain."""
    soft = F.interpolate(F.avg_pool2d(real, 2), scale_factor=2, mode="bilinear")
    amount = torch.from_numpy(rng.random((len(real), 1, 1, 1)) * (rng.random((len(real), 1, 1, 1)) < 0.5)).float()
    return real + (soft - real) * amount


@torch.no_grad()
def _judge(network: FeatureNetwork, data, configuration: Configuration) -> tuple[float, np.ndarray]:
    """Held-out class accuracy, and R2 of every class's parameters [C, K]."""
    rows = np.arange(min(1400, len(data)))
    label = torch.from_numpy(data.classes[rows])
    device = configuration.device
    logits, guess = (x.cpu() for x in network(pictures(data, rows, SMALLEST).to(device), label.to(device)))
    z = torch.from_numpy(data.z[rows])
    fit = np.zeros((network.classes, z.shape[1]))
    for c in range(network.classes):
        mine = label == c
        error = (guess[mine] - z[mine]).square().mean(dim=0) / z[mine].var(dim=0)
        fit[c] = (1 - error).numpy()
    return (logits.argmax(1) == label).float().mean().item(), fit
