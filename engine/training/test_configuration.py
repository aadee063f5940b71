"""A wrong configuration is an error that names what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .configuration import FOLDER, load_configuration


def _changed(tmp_path: Path, change: dict) -> str:
    values = json.loads((FOLDER / "cpu.json").read_text())
    for key, value in change.items():
        *parents, last = key.split(".")
        target = values
        for parent in parents:
            target = target[parent]
        target[last] = value
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(values))
    return str(path)


@pytest.mark.parametrize(("name", "resolution"), [("cpu", 64), ("gpu", 256), ("smoke", 64)])
def test_the_shipped_configurations_load(name: str, resolution: int) -> None:
    assert load_configuration(name).resolution == resolution


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"generator.typo": 1}, "unknown .*typo"),
        ({"seed": "one"}, "seed must be int"),
        ({"device": "tpu"}, "cpu or cuda"),
        ({"generator.channels": {"4": 128, "16": 128}}, "without gaps"),
        ({"generator.channels": {"4": 24}}, "multiples of 16"),
        ({"generator.channels": {"4": 16, "8": 16}}, "between 64 and 256"),
        ({"generator.discriminator_widths": [16] * 7}, "halves its pictures 7 times"),
        ({"data.large": 10**9}, "may not exceed"),
        ({"generator.start_share": 1.5}, "start_share must be from 0 to 1"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_configuration(_changed(tmp_path, change))


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="use one of cpu"):
        load_configuration("gpu-of-dreams")
