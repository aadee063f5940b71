"""Everything one run of super-resolution training consists of, and the step that advances it."""

from __future__ import annotations

import copy
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .batches import step_generator, to_images, to_planes
from .checkpoint import adopt
from .configuration import Configuration
from .dataset import DataSet
from .losses import coverage_penalty, discriminator_loss, edge_loss, generator_loss, gradient_penalty, matching_loss
from .networks.patch_discriminator import PatchDiscriminator
from .networks.upscaler import FACTOR, Upscaler, canvas, fresh_grain

_MARGIN = 4
"""Input pixels at a crop's inner borders that the loss ignores."""
_PENALTY_EVERY = 8
"""Steps between gradient penalties, whose weight is multiplied by as much."""
_PENALTY = 0.1
_WIDTHS = (48, 96, 128, 192)
"""The discriminator's."""


class UpscalerTraining:
    """Advance with `step()`. `level` 0 sharpens the generator's pictures to 256², 1 those to 1024².

    `generated` holds the generator's pictures of the samples, uint8 [M, R, R, 4], or None. `earlier` is the network whose
    pictures this one takes up: it learns on those, with the marks that they have and paintings have not.
    """

    def __init__(
        self, configuration: Configuration, data: DataSet, level: int, generated: np.ndarray | None, earlier: Upscaler | None = None
    ) -> None:
        self.configuration = configuration
        self.settings = configuration.upscalers[level]
        self.level = level
        self.small, self.large = level_pictures(data, level, earlier, configuration.seed + level)
        self.earlier = earlier is not None
        if not len(self.large):
            raise ValueError(f"no pictures for upscaler {level + 1}: paint some of that size, or leave it out of the configuration")
        self.classes = data.classes
        self.generated = generated
        torch.manual_seed(configuration.seed)
        self.network = Upscaler(self.settings.channels, self.settings.depth).to(configuration.device)
        self.average = copy.deepcopy(self.network).requires_grad_(False)
        self.discriminator = PatchDiscriminator(len(data.kinds), _WIDTHS).to(configuration.device)
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=self.settings.learning_rate, betas=(0.9, 0.99), fused=True)
        self.discriminator_optimiser = torch.optim.Adam(self.discriminator.parameters(), lr=4e-4, betas=(0.0, 0.99), fused=True)
        self.steps_done = 0
        self.steps = self.settings.images // self.settings.batch

    def step(self) -> dict[str, float]:
        """One update of the network, its average and, towards the end, the discriminator. Returns the losses."""
        rng = step_generator(self.configuration.seed + 2 + self.level, self.steps_done)
        device = self.configuration.device
        small, large, asked, label, painted = (x.to(device) for x in self._crops(rng))
        adversarial = self.settings.adversarial > 0 and self.steps - self.steps_done <= self.settings.adversarial_images // self.settings.batch
        background = torch.from_numpy(rng.random((len(small), 3, 1, 1), dtype=np.float32)).to(device)
        with self.configuration.autocast():
            fake = self.network(small, fresh_grain(rng, len(small), small.shape[-1]).to(device)).float()
        # Where a crop ends inside the picture, its padding is not the picture's own: nothing is asked there.
        fake, real = fake * asked, large * asked
        # A generated picture lacks what its painting has, and has it elsewhere: of it only the washes are compared, and the
        # output with its own input.
        exact, exact_real = fake * painted, real * painted
        loss = F.l1_loss(exact, exact_real) + 0.5 * edge_loss(exact, exact_real) + coverage_penalty(fake)
        reduced, washes = F.avg_pool2d(fake, FACTOR), F.avg_pool2d(real - fake, 4 * FACTOR)
        own = small * F.avg_pool2d(asked, FACTOR)
        if self.earlier:
            # The marks of the network before it are to go: only what that one was given must stay.
            reduced, own = F.avg_pool2d(reduced, FACTOR), F.avg_pool2d(own, FACTOR)
        loss = loss + F.l1_loss(reduced, own) + 0.5 * (washes * (1 - painted)).abs().mean()
        m = _MARGIN * FACTOR
        fake, real = fake[:, :, m:-m, m:-m], real[:, :, m:-m, m:-m]
        losses = {"pairs": loss}
        if adversarial:
            self.discriminator.requires_grad_(False)
            with self.configuration.autocast():
                with torch.no_grad():
                    real_maps = self.discriminator.maps(real, background)
                fake_maps = self.discriminator.maps(fake, background)
                real_logits, fake_logits = (self.discriminator.logits(maps, label).float() for maps in (real_maps, fake_maps))
            losses["adversarial"] = generator_loss(real_logits, fake_logits)
            losses["matching"] = matching_loss(fake_maps, real_maps)
            loss = loss + self.settings.adversarial * losses["adversarial"] + self.settings.matching * losses["matching"]
        left = (self.steps - self.steps_done) / (0.5 * self.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = self.settings.learning_rate * max(0.1, min(1.0, left))
        _advance(self.optimiser, loss, self.network, 0.5)
        decay = min(0.998, self.steps_done / (self.steps_done + 50))
        with torch.no_grad():
            for mean, live in zip(self.average.parameters(), self.network.parameters()):
                mean.lerp_(live, 1 - decay)
        if adversarial:
            losses["discriminator"] = self._step_discriminator(fake.detach(), real, background, label)
        self.steps_done += 1
        return {name: value.item() for name, value in losses.items()}

    def _step_discriminator(self, fake: Tensor, real: Tensor, background: Tensor, label: Tensor) -> Tensor:
        self.discriminator.requires_grad_(True)
        with self.configuration.autocast():
            logits = self.discriminator(torch.cat([real, fake]), background.repeat(2, 1, 1, 1), label.repeat(2)).float()
        loss = discriminator_loss(*logits.chunk(2))
        penalised = loss
        if self.steps_done % _PENALTY_EVERY == 0:
            penalty = sum(gradient_penalty(self.discriminator, x, background, label) for x in (real, fake))
            penalised = loss + 0.5 * _PENALTY * _PENALTY_EVERY * penalty
        _advance(self.discriminator_optimiser, penalised, self.discriminator, 10.0)
        return loss

    def _crops(self, rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Inputs [N, 4, crop + margins, …] and targets four times larger, both in [0, 1].

        Then where to compare them, their classes [N], and 1 for inputs that were painted, 0 for generated ones [N, 1, 1, 1].
        """
        side = self.settings.crop + 2 * _MARGIN
        small, large = [], []
        last = self.small.shape[1] - side
        asked = torch.zeros(self.settings.batch, 1, side * FACTOR, side * FACTOR)
        rows = rng.integers(0, len(self.large), self.settings.batch)
        painted = rng.random(len(rows)) >= (self.settings.generated if self.generated is not None else 0)
        for i, row in enumerate(rows):
            # Beyond the ends, then clipped: the picture's borders come up often enough to be learnt.
            top, left = np.clip(rng.integers(-4, last + 5, 2), 0, last)
            inner = [slice(_MARGIN * FACTOR * (at > 0), side * FACTOR - _MARGIN * FACTOR * (at < last)) for at in (top, left)]
            asked[i, :, inner[0], inner[1]] = 1
            target = self.large[row, top * FACTOR : (top + side) * FACTOR, left * FACTOR : (left + side) * FACTOR]
            if painted[i]:
                source = self.small[row, top : top + side, left : left + side].astype(np.float32)
                # What an earlier network made was softened before it.
                source = source if self.earlier else _soften(source, rng)
            else:
                source = self.generated[row, top : top + side, left : left + side].astype(np.float32)
            small.append(source / 255)
            large.append(target)
        inputs = torch.from_numpy(np.stack(small).transpose(0, 3, 1, 2).copy())
        exact = torch.from_numpy(painted.astype(np.float32))[:, None, None, None]
        return inputs, to_planes(np.stack(large)), asked, torch.from_numpy(self.classes[rows]), exact

    def state(self) -> dict[str, Any]:
        """All that a checkpoint needs."""
        return {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "discriminator_optimiser": self.discriminator_optimiser.state_dict(),
            "steps_done": self.steps_done,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.discriminator.load_state_dict(state["discriminator"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.discriminator_optimiser.load_state_dict(state["discriminator_optimiser"])
        self.steps_done = state["steps_done"]

    def warm_start(self, state: dict[str, Any]) -> None:
        """Begin from another run's average; what it lacks begins anew."""
        for network in (self.network, self.average):
            adopt(network, state["average"])


def level_pictures(data: DataSet, level: int, earlier: Upscaler | None = None, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets of a super-resolution, sample by sample: the generator's size first, then those beyond it.

    With `earlier`, the inputs are what that network makes of the paintings one size smaller.
    """
    sizes = [data.small] + [x for x in (data.large, data.huge) if x.shape[1] > data.small.shape[1]]
    targets = sizes[level + 1]
    return sizes[level] if earlier is None else _enlarged(earlier, sizes[level - 1][: len(targets)], seed), targets


@torch.no_grad()
def _enlarged(network: Upscaler, small: np.ndarray, seed: int) -> np.ndarray:
    """Painted pictures, uint8 [M, R, R, 4], as an exported `network` shows generated ones: uint8 [M, 4R, 4R, 4]."""
    rng = np.random.default_rng(seed)
    device = next(network.parameters()).device
    grain = canvas(small.shape[1]).to(device)
    made = [np.empty((0, *(FACTOR * x for x in small.shape[1:3]), 4), np.uint8)]
    for rgba in small:
        softened = torch.from_numpy(_soften(rgba.astype(np.float32), rng) / 255).permute(2, 0, 1)[None].to(device)
        made.append((to_images(network(softened, grain).cpu()) * 255 + 0.5).astype(np.uint8))
    return np.concatenate(made)


def _advance(optimiser: torch.optim.Optimizer, loss: Tensor, network: torch.nn.Module, clip_norm: float) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), clip_norm)
    optimiser.step()


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
