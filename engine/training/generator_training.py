"""Everything one generator run consists of: networks, optimisers, average, and the step that advances them."""

from __future__ import annotations

import copy
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .batches import class_groups, pictures, step_generator
from .classes import Classes
from .checkpoint import adopt, load_checkpoint, towards_start
from .configuration import Configuration, Stage
from .dataset import DataSet
from .losses import coverage_penalty, discriminator_loss, generator_loss, gradient_penalty, matching_loss, pair_loss
from .networks.generator import Generator
from .networks.patch_discriminator import PatchDiscriminator
from .networks.synthesis_network import SynthesisNetwork
from .style_mixing import mixed_latents

_PENALTY_EVERY = 8
"""Steps between gradient penalties, whose weight is multiplied by as much."""


def make_generator(configuration: Configuration, classes: int) -> Generator:
    """An untrained generator of the configured size."""
    g = configuration.generator
    return Generator(classes, g.mapping_depth, g.channels, g.noise_up_to)


class GeneratorTraining:
    """Advance with `step()`. State is the networks, the optimisers and the step count; batches follow from the seed."""

    def __init__(self, configuration: Configuration, data: DataSet) -> None:
        self.configuration = configuration
        self.settings = configuration.generator
        self.data = data
        strange = {name for stage in self.settings.stages for name in stage.emphasis} - set(data.kinds.names)
        if strange:
            raise ValueError(f"generator.stages emphasise {sorted(strange)}, the data set has {', '.join(data.kinds.names)}")
        torch.manual_seed(configuration.seed)
        device = configuration.device
        self.generator = make_generator(configuration, len(data.kinds)).to(device)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self.discriminator = PatchDiscriminator(len(data.kinds), self.settings.discriminator_widths).to(device)
        rate = self.settings.learning_rate
        self.generator_optimiser = torch.optim.Adam(
            [
                {"params": self.generator.synthesis.parameters(), "rate": rate},
                {"params": self.generator.mapping.parameters(), "rate": rate * self.settings.mapping_rate},
            ],
            lr=rate,
            betas=(0.5, 0.99),
            fused=True,
        )
        self.discriminator_optimiser = torch.optim.Adam(
            self.discriminator.parameters(), lr=self.settings.discriminator_rate, betas=(0.0, 0.99), fused=True
        )
        self.steps_done = 0
        self.images = 0
        self.earlier_images = 0

    @property
    def total_images(self) -> int:
        return sum(stage.images for stage in self.settings.stages)

    def stage(self) -> Stage:
        """The stage the next step belongs to."""
        end = 0
        for stage in self.settings.stages:
            end += stage.images
            if self.images < end:
                return stage
        return self.settings.stages[-1]

    def step(self) -> dict[str, float]:
        """One update of the generator, its average and, in adversarial stages, the discriminator. Returns the losses."""
        stage = self.stage()
        rng = step_generator(self.configuration.seed, self.steps_done)
        groups = [stage.group * stage.emphasis.get(name, 1) for name in self.data.kinds.names]
        rows, classes = class_groups(rng, len(self.data), groups)
        painted = pictures(self.data, rows, stage.resolution)
        background = _backgrounds(rng, painted, classes, self.data.kinds).to(self.configuration.device)
        real, label = painted.to(self.configuration.device), classes.to(self.configuration.device)
        z = mixed_latents(self.data.z[rows], self.settings.mixing, rng).to(self.configuration.device)
        fake = self._paint(z, label, stage.resolution, rng)
        losses = {}
        loss = real.new_zeros(())
        if stage.pairs:
            losses["pairs"] = pair_loss(fake, real)
            loss = loss + stage.pairs * losses["pairs"]
        else:
            loss = loss + coverage_penalty(fake)
        if stage.adversarial:
            self.discriminator.requires_grad_(False)
            with self.configuration.autocast():
                with torch.no_grad():
                    real_maps = self.discriminator.maps(real, background)
                fake_maps = self.discriminator.maps(fake, background)
                real_logits, fake_logits = (self.discriminator.logits(maps, label).float() for maps in (real_maps, fake_maps))
            losses["adversarial"] = generator_loss(real_logits, fake_logits)
            losses["matching"] = matching_loss(fake_maps, real_maps)
            loss = loss + stage.adversarial * losses["adversarial"] + stage.matching * losses["matching"]
        self._update_generator(loss, len(label))
        if stage.adversarial:
            losses["discriminator"] = self._step_discriminator(fake.detach(), real, background, label, stage.penalty)
        self.steps_done += 1
        self.images += len(label)
        return {name: value.item() for name, value in losses.items()}

    def _paint(self, z: Tensor, label: Tensor, resolution: int, rng: np.random.Generator) -> Tensor:
        noise = [x.to(z.device) for x in fresh_noise(rng, z.shape[1], self.generator.synthesis)]
        with self.configuration.autocast():
            w = self.generator.mapping(z.flatten(0, 1), label.repeat(len(z)))
            return self.generator.synthesis(self.generator.mix(w.view(len(z), -1, w.shape[1])), noise, resolution).float()

    def _update_generator(self, loss: Tensor, batch: int) -> None:
        for group in self.generator_optimiser.param_groups:
            group["lr"] = group["rate"] * self._rate_factor()
        self.generator_optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.generator.parameters(), self.settings.clip_norm)
        self.generator_optimiser.step()
        # The average's memory grows with training, or its first pictures would be of random weights.
        half_life = min(self.settings.ema_half_life, 0.05 * self.images + 1)
        decay = 0.5 ** (batch / half_life)
        with torch.no_grad():
            for mean, live in zip(self.average.parameters(), self.generator.parameters()):
                mean.lerp_(live, 1 - decay)

    def _rate_factor(self) -> float:
        """Cosine to a tenth over the last fifth of training."""
        left = (self.total_images - self.images) / (0.2 * self.total_images)
        return 0.1 + 0.45 * (1 - math.cos(math.pi * min(max(left, 0.0), 1.0)))

    def _step_discriminator(self, fake: Tensor, real: Tensor, background: Tensor, label: Tensor, weight: float) -> Tensor:
        self.discriminator.requires_grad_(True)
        with self.configuration.autocast():
            logits = self.discriminator(torch.cat([real, fake]), background.repeat(2, 1, 1, 1), label.repeat(2)).float()
        loss = discriminator_loss(*logits.chunk(2))
        penalised = loss
        if self.steps_done % _PENALTY_EVERY == 0:
            penalty = sum(gradient_penalty(self.discriminator, x, background, label) for x in (real, fake))
            penalised = loss + 0.5 * weight * _PENALTY_EVERY * penalty
        self.discriminator_optimiser.zero_grad(set_to_none=True)
        penalised.backward()
        self.discriminator_optimiser.step()
        return loss

    def state(self) -> dict[str, Any]:
        """All that a checkpoint needs."""
        return {
            "generator": self.generator.state_dict(),
            "average": self.average.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "generator_optimiser": self.generator_optimiser.state_dict(),
            "discriminator_optimiser": self.discriminator_optimiser.state_dict(),
            "steps_done": self.steps_done,
            "images": self.images,
            "earlier_images": self.earlier_images,
        } | self.data.kinds.state()

    def restore(self, state: dict[str, Any]) -> None:
        self.generator.load_state_dict(state["generator"])
        self.average.load_state_dict(state["average"])
        self.discriminator.load_state_dict(state["discriminator"])
        self.generator_optimiser.load_state_dict(state["generator_optimiser"])
        self.discriminator_optimiser.load_state_dict(state["discriminator_optimiser"])
        self.steps_done = state["steps_done"]
        self.images = state["images"]
        self.earlier_images = state["earlier_images"]

    def warm_start(self, state: dict[str, Any]) -> None:
        """Begin from another run's average: what has kept its name and shape, and the embeddings of classes both know.

        A class it does not know begins with an embedding of its own, or it would fight the class it shares one with.
        Optimisers begin anew.
        """
        self.earlier_images = state["earlier_images"] + state["images"]
        old = state["average"]
        embedding = self.generator.mapping.embedding.weight.detach().clone()
        for i, name in enumerate(self.data.kinds.names):
            if name in state["classes"]:
                embedding[i] = old["mapping.embedding.weight"][state["classes"].index(name)]
        old["mapping.embedding.weight"] = embedding
        for network, known in ((self.generator, old), (self.average, old), (self.discriminator, state["discriminator"])):
            adopt(network, known)


def load_generator(configuration: Configuration, folder: Path) -> Generator:
    """The averaged generator of the checkpoint in `folder`, frozen. The average is what is judged and exported.

    Where the run began from another and keeps a share of it, its weights lie on the way between the two.
    """
    state = load_checkpoint(folder / "generator.pt")
    average = towards_start(state["average"], folder / "start-generator.pt", configuration.generator.start_share)
    generator = make_generator(configuration, len(state["classes"]))
    generator.load_state_dict(average)
    return generator.eval().requires_grad_(False)


def fresh_noise(rng: np.random.Generator, count: int, network: SynthesisNetwork) -> list[Tensor]:
    """One unit-normal map [N, 1, r, r] for every noisy resolution."""
    return [torch.from_numpy(rng.standard_normal((count, 1, r, r), dtype=np.float32)) for r in network.noise_resolutions]


def _backgrounds(rng: np.random.Generator, real: Tensor, label: Tensor, kinds: Classes) -> Tensor:
    """What composites are judged on, [N, 3, R, R]: half flat colours, the rest two-colour gradients or other skies."""
    n, _, r, _ = real.shape
    top, bottom = rng.random((2, n, 3, 1, 1), dtype=np.float32)
    kind = rng.random(n)
    bottom[kind < 0.5] = top[kind < 0.5]
    ramp = np.linspace(0, 1, r, dtype=np.float32)[:, None]
    flat = np.broadcast_to(top + (bottom - top) * ramp, (n, 3, r, r)).copy()
    opaque = np.flatnonzero([kinds.opaque[c] for c in label.tolist()])
    for i in np.flatnonzero(kind > 0.8) if len(opaque) else ():
        flat[i] = real[int(rng.choice(opaque)), :3].numpy()
    return torch.from_numpy(flat)
