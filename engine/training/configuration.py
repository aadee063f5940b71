"""A training configuration, read from JSON and checked before anything is painted or trained."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from pathlib import Path

if typing.TYPE_CHECKING:
    import torch

FOLDER = Path(__file__).parent / "config"
SMALLEST = 64
"""Side of the smallest pictures a generator may end at: what the feature network looks at."""
LARGEST = 256
"""And of the largest: what the painter paints."""


@dataclass(frozen=True)
class Data:
    """Sample counts. For super-resolution the first `large` of them are kept at 256² too, the first `huge` at 1024²."""

    train: int
    held_out: int
    large: int
    large_held_out: int
    huge: int
    huge_held_out: int


@dataclass(frozen=True)
class Stage:
    """A stretch of generator training. The three weights are those of its loss terms; 0 leaves a term out.

    A batch holds `group` pictures of every class; `emphasis` multiplies them for the classes it names.
    `penalty` is the weight of the discriminator's gradient penalties.
    """

    resolution: int
    images: int
    group: int
    penalty: float
    pairs: float
    matching: float
    adversarial: float
    emphasis: dict[str, int]


@dataclass(frozen=True)
class GeneratorConfiguration:
    """`start_share` is how much of the weights a run began from its generator keeps in the end, from 0 to 1."""

    channels: dict[int, int]
    mapping_depth: int
    noise_up_to: int
    discriminator_widths: tuple[int, ...]
    learning_rate: float
    mapping_rate: float
    discriminator_rate: float
    clip_norm: float
    ema_half_life: int
    mixing: float
    start_share: float
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class FeaturesConfiguration:
    images: int
    batch: int
    learning_rate: float


@dataclass(frozen=True)
class UpscalerConfiguration:
    """Of one super-resolution x4; the second takes up what the first puts out.

    `generated` is the share of inputs that the trained generator makes; the rest is painted.

    The last `adversarial_images` are trained against a patch discriminator too, with weights `adversarial` and `matching`.
    `start_share` is how much of the weights a run began from its network keeps in the end, from 0 to 1.
    """

    images: int
    batch: int
    crop: int
    generated: float
    matching: float
    adversarial: float
    adversarial_images: int
    channels: int
    depth: int
    learning_rate: float
    start_share: float


@dataclass(frozen=True)
class EncoderConfiguration:
    """`samples` generated pictures of every class."""

    samples: int


@dataclass(frozen=True)
class Configuration:
    """`device` is where networks are trained, as PyTorch names it: "cpu" or "cuda"."""

    seed: int
    device: str
    threads: int
    bfloat16: bool
    data: Data
    generator: GeneratorConfiguration
    features: FeaturesConfiguration
    upscalers: tuple[UpscalerConfiguration, ...]
    encoder: EncoderConfiguration

    def autocast(self) -> torch.autocast:
        """Convolutions in bfloat16 where the configuration wants it."""
        # Only here: the painter's processes read configurations too, and PyTorch is slow to load.
        import torch

        return torch.autocast(self.device, torch.bfloat16, enabled=self.bfloat16)

    @property
    def resolution(self) -> int:
        """Side of the generator's pictures, in pixels."""
        return max(self.generator.channels)


def load_configuration(name: str) -> Configuration:
    """Read `config/<name>.json`, or a path to a JSON file. Wrong, missing and unknown keys are errors that name them."""
    path = Path(name) if name.endswith(".json") else FOLDER / f"{name}.json"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.json")))
        raise ValueError(f"no configuration at {path}: use one of {known}, or a path that ends in .json")
    configuration = _parse(Configuration, json.loads(path.read_text()), path.name)
    _check(configuration, path.name)
    return configuration


def _check(c: Configuration, where: str) -> None:
    if c.device not in ("cpu", "cuda"):
        raise ValueError(f"{where}: device must be cpu or cuda, got {c.device!r}")
    sides = sorted(c.generator.channels)
    if sides != [4 << i for i in range(len(sides))]:
        raise ValueError(f"{where}: generator.channels has resolutions {sides}, needs 4, 8, 16, … without gaps")
    odd = {r: n for r, n in c.generator.channels.items() if n % 16}
    if odd:
        raise ValueError(f"{where}: generator.channels {odd} must be multiples of 16, or convolutions run at half speed")
    if not SMALLEST <= max(sides, default=0) <= LARGEST:
        raise ValueError(f"{where}: generator.channels must end between {SMALLEST} and {LARGEST}")
    for i, stage in enumerate(c.generator.stages):
        if stage.resolution not in c.generator.channels:
            raise ValueError(f"{where}: generator.stages[{i}].resolution {stage.resolution} is not one of {sides}")
        halvings = len(c.generator.discriminator_widths)
        if stage.adversarial and stage.resolution < 1 << halvings:
            raise ValueError(f"{where}: generator.stages[{i}] is too small for a discriminator that halves its pictures {halvings} times")
    if not c.data.huge <= c.data.large <= c.data.train or not c.data.huge_held_out <= c.data.large_held_out <= c.data.held_out:
        raise ValueError(f"{where}: data.huge may not exceed data.large, nor that data.train; the same for what is held out")
    if len(c.upscalers) > 2 or (len(c.upscalers) == 2 and c.upscalers[1].generated):
        raise ValueError(f"{where}: there may be two upscalers, and only the first can be shown generated pictures")
    shares = [c.generator.start_share, *(upscaler.start_share for upscaler in c.upscalers)]
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"{where}: start_share must be from 0 to 1, got {', '.join(map(str, shares))}")


def _parse(kind: typing.Any, value: typing.Any, where: str) -> typing.Any:
    """Build `kind` from JSON, strictly."""
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, dict):
            raise ValueError(f"{where} must be an object, got {value!r}")
        hints = typing.get_type_hints(kind)
        missing, unknown = sorted(hints.keys() - value.keys()), sorted(value.keys() - hints.keys())
        if missing or unknown:
            raise ValueError(f"{where}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}")
        return kind(**{key: _parse(hint, value[key], f"{where}: {key}") for key, hint in hints.items()})
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(_parse(typing.get_args(kind)[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if origin is dict:
        to_key, to_item = typing.get_args(kind)
        return {to_key(key): _parse(to_item, item, f"{where}.{key}") for key, item in value.items()}
    accepted: type | types.UnionType = int | float if kind is float else kind
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{where} must be {kind.__name__}, got {value!r}")
    return kind(value)
