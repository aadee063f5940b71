"""An artist's folder of pictures becomes a data set that training takes as it takes the painter's."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from .collect import collect
from .configuration import Stage, load_configuration
from .dataset import load_data_set
from .generator_training import GeneratorTraining


def _folder(tmp_path: Path) -> Path:
    """Two classes: opaque wide gradients, and discs on nothing whose place and size vary."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:96, 0:96] / 96
    for i in range(40):
        dawn = np.zeros((48, 96, 3))
        dawn[:] = rng.random(3) * np.linspace(0, 1, 96)[None, :, None]
        disc = np.hypot(x - 0.5 - 0.2 * rng.random(), y - 0.5) < 0.1 + 0.3 * rng.random()
        for name, image in (("dawn", dawn), ("disc", np.concatenate([np.tile(rng.random(3), (96, 96, 1)), disc[..., None]], axis=2))):
            (tmp_path / "mine" / name).mkdir(parents=True, exist_ok=True)
            Image.fromarray((image * 255).astype(np.uint8)).save(tmp_path / "mine" / name / f"{i:03d}.png")
    return tmp_path / "mine"


def test_pictures_become_samples_with_codes(tmp_path: Path) -> None:
    collect(_folder(tmp_path), tmp_path / "data", 64)
    train, held_out = (load_data_set(tmp_path / "data", split) for split in ("train", "held-out"))
    assert train.kinds.names == ("dawn", "disc") and len(train) == 72 and len(held_out) == 8
    # A wide picture is not opaque: it has nothing above and below it.
    assert train.kinds.opaque == (False, False)
    discs = train.small[1::2] / 255
    assert (discs[..., :3] <= discs[..., 3:] + 1 / 255).all() and (discs[:, 0, 0, 3] == 0).all()
    # The leading coordinate of a disc's code tells its size.
    assert abs(np.corrcoef(train.z[1::2, 0], discs[..., 3].mean(axis=(1, 2)))[0, 1]) > 0.6


def test_a_generator_learns_them_in_pairs(tmp_path: Path) -> None:
    collect(_folder(tmp_path), tmp_path / "data", 64)
    smoke = load_configuration("smoke")
    stage = Stage(resolution=16, images=10**6, group=4, penalty=0.1, pairs=1.0, matching=0.0, adversarial=0.0, emphasis={})
    generator = dataclasses.replace(smoke.generator, channels={4 << i: 16 for i in range(5)}, stages=(stage,), learning_rate=0.003)
    training = GeneratorTraining(dataclasses.replace(smoke, generator=generator), load_data_set(tmp_path / "data", "train"))
    losses = [training.step()["pairs"] for _ in range(60)]
    assert np.mean(losses[-10:]) < 0.6 * np.mean(losses[:5])


def test_too_few_pictures_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no pictures"):
        collect(tmp_path, tmp_path / "data", 64)
    (tmp_path / "few").mkdir()
    Image.new("RGBA", (8, 8)).save(tmp_path / "few" / "one.png")
    with pytest.raises(ValueError, match="has 1 pictures"):
        collect(tmp_path, tmp_path / "data", 64)
