"""What PyTorch paints, onnxruntime-node paints too, over 100 seeds: the shipped model, and a fresh one before fp16 rounds its weights."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import torch

from ..networks.generator import Generator
from ..networks.mapping_network import LATENT
from ..networks.upscaler import FACTOR, Upscaler
from ..start_from_model import weights_of
from .onnx_graphs import FinishedSynthesis, FinishedUpscaler, export_mapping, export_synthesis, export_upscaler

_SEEDS = 100
_UPSCALED_EVERY = 10
"""As in paintSeeds.mjs."""
_LIMIT = 2 / 255
"""In units of [0, 1]."""
_FLOOR = 0.02
"""Of models exported before the floor was found from the paintings."""
_HOUSE = Path(__file__).parents[2] / "models" / "house"
_SCRIPT = Path(__file__).parent / "paintSeeds.mjs"


def test_the_house_model(tmp_path: Path) -> None:
    description = json.loads((_HOUSE / "model.json").read_text())
    mapping, synthesis = (weights_of(_HOUSE / description["files"][name]["path"]) for name in ("mapping", "synthesis"))
    generator = _generator_of(mapping, synthesis, len(description["classes"]), description["noise"][-1]["resolution"])
    part = description["upscalers"][0]
    weights = weights_of(_HOUSE / part["path"])
    depth = sum(name.startswith("body.") and name.endswith(".weight") for name in weights)
    upscaler = Upscaler(weights["first.weight"].shape[0], depth).eval()
    upscaler.load_state_dict({name: value for name, value in weights.items() if name != "grain"})
    # A raster of 256 pixels is to cost at most 3 GMAC: the convolutions of both networks are nearly all of it.
    macs = sum(conv.weight.numel() * conv.resolution**2 for conv in generator.synthesis.modules() if hasattr(conv, "noise_strength"))
    macs += sum(conv.weight.numel() for conv in upscaler.modules() if isinstance(conv, torch.nn.Conv2d)) * description["resolution"] ** 2
    assert 0.5e9 < macs < 3e9
    _compare(_HOUSE, generator, upscaler, description["training"].get("alphaFloor", _FLOOR), tmp_path)


def test_a_model_whose_weights_were_not_yet_rounded(tmp_path: Path) -> None:
    torch.manual_seed(0)
    generator = Generator(3, 2, {4 << i: 16 for i in range(5)}, 8).eval().requires_grad_(False)
    upscaler = Upscaler(16, 2).eval().requires_grad_(False)
    ws = generator.spread(generator.mapping(torch.randn(3, LATENT), torch.arange(3))).contiguous()
    export_mapping(generator.mapping, tmp_path / "mapping.onnx")
    export_synthesis(generator.synthesis, ws, _FLOOR, tmp_path / "synthesis.onnx")
    export_upscaler(upscaler, torch.rand(2, 4, 64, 64), tmp_path / "upscale.onnx")
    part = {"path": "upscale.onnx"}
    noise = [{"input": f"noise_{r}", "resolution": r} for r in generator.synthesis.noise_resolutions]
    files = {name: {"path": f"{name}.onnx"} for name in ("mapping", "synthesis")}
    description = {"resolution": 64, "layers": 10, "wDimension": LATENT, "noise": noise, "files": files, "upscalers": [part], "classes": ["a", "b", "c"]}
    (tmp_path / "model.json").write_text(json.dumps(description))
    _compare(tmp_path, generator, upscaler, _FLOOR, tmp_path)


def _generator_of(mapping: dict[str, torch.Tensor], synthesis: dict[str, torch.Tensor], classes: int, noise_up_to: int) -> Generator:
    depth = sum(name.startswith("layers.") and name.endswith(".weight") for name in mapping)
    blocks = sum(name.endswith(".conv1.weight") for name in synthesis)
    channels = {4: synthesis["first.weight"].shape[0]}
    channels |= {8 << i: synthesis[f"blocks.{i}.conv1.weight"].shape[0] for i in range(blocks)}
    generator = Generator(classes, depth, channels, noise_up_to).eval()
    generator.mapping.load_state_dict(mapping)
    generator.synthesis.load_state_dict(synthesis)
    return generator.requires_grad_(False)


@torch.no_grad()
def _compare(model: Path, generator: Generator, upscaler: Upscaler, floor: float, work: Path) -> None:
    rng = np.random.default_rng(7)
    classes = len(json.loads((model / "model.json").read_text())["classes"])
    z = rng.standard_normal((_SEEDS, LATENT), dtype=np.float32)
    label = np.arange(_SEEDS, dtype=np.int64) % classes
    noise = {r: rng.standard_normal((_SEEDS, 1, r, r), dtype=np.float32) for r in generator.synthesis.noise_resolutions}
    z.tofile(work / "z.f32")
    label.tofile(work / "class.i64")
    for r, values in noise.items():
        values.tofile(work / f"noise_{r}.f32")
    subprocess.run(["node", str(_SCRIPT), str(model), str(work)], check=True)

    ws = generator.spread(generator.mapping(torch.from_numpy(z), torch.from_numpy(label)))
    small = FinishedSynthesis(generator.synthesis, floor)(ws, *(torch.from_numpy(values) for values in noise.values()))
    large = FinishedUpscaler(upscaler, small.shape[-1])(small[::_UPSCALED_EVERY])
    for name, expected in (("small", small), ("large", large)):
        painted = np.fromfile(work / f"{name}.f32", np.float32).reshape(expected.shape)
        # The contract's range is [-1, 1].
        assert np.abs(painted - expected.numpy()).max() / 2 <= _LIMIT, name
    assert large.shape[-1] == FACTOR * small.shape[-1] and small.std() > 0.05
