"""From nothing to a model folder with its report, on a configuration small enough for a test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from .__main__ import main
from .checkpoint import load_checkpoint
from .configuration import FOLDER, load_configuration
from .dataset import load_data_set
from .evaluate.exported_model import ExportedModel
from .generator_training import GeneratorTraining, load_generator
from .networks.generator import Generator
from .networks.mapping_network import LATENT
from .painter.paint import SUBJECTS


def _tiny(tmp_path: Path) -> str:
    values = json.loads((FOLDER / "smoke.json").read_text())
    classes = len(SUBJECTS)
    values["data"] = {"train": 4 * classes, "held_out": 10 * classes, "large": 2 * classes, "large_held_out": classes}
    # Pictures of 1024² take minutes to paint; the second upscaler is trained by the same code.
    values["data"] |= {"huge": 0, "huge_held_out": 0}
    values["upscalers"] = values["upscalers"][:1]
    values["generator"] |= {"channels": {str(4 << i): 16 for i in range(5)}, "mapping_depth": 2}
    for stage in values["generator"]["stages"]:
        stage["images"] = 2 * classes
    values["features"] |= {"images": 4 * classes, "batch": classes}
    for upscaler in values["upscalers"]:
        upscaler |= {"images": 8, "batch": 4, "adversarial_images": 4, "channels": 16, "depth": 1}
    values["encoder"] = {"samples": 50}
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(values))
    return str(path)


def _apart(a: Generator, b: Generator) -> float:
    """The largest difference of two generators' pictures of the same latents."""
    z, label = torch.randn(4, LATENT, generator=torch.Generator().manual_seed(1)), torch.arange(4)
    with torch.no_grad():
        one, other = (network.synthesis(network.spread(network.mapping(z, label))) for network in (a, b))
    return (one - other).abs().max().item()


def test_paint_train_export_and_report(tmp_path: Path) -> None:
    folder, target = tmp_path / "work", tmp_path / "model"
    common = ["--config", _tiny(tmp_path), "--folder", str(folder), "--model", str(target), "--processes", "2"]
    common += ["--version", "2.1.0", "--licence", "CC BY 4.0"]
    for command in ("paint", "train", "export", "report"):
        assert main([command, *common]) == 0, command

    model = ExportedModel(target)
    assert model.classes == [s.name for s in SUBJECTS]
    assert (model.description["version"], model.description["licence"]) == ("2.1.0", "CC BY 4.0")
    rgba = model.upscale(model.paint(model.spread(model.styles(np.zeros((1, 512)), np.array([0])))))
    assert rgba.shape == (1, 256, 256, 4)
    logits, position = model.encode(rgba[:, ::4, ::4])
    assert logits.shape == (1, len(SUBJECTS)) and position.shape == (1, 32)

    # Another run begins from the model alone: its generator paints what the exported one paints.
    assert main(["start", "--folder", str(tmp_path / "again"), "--model", str(target)]) == 0
    configuration = load_configuration(common[1])
    training = GeneratorTraining(configuration, load_data_set(folder / "data", "train"))
    training.warm_start(load_checkpoint(tmp_path / "again" / "start-generator.pt"))
    assert training.earlier_images == model.description["training"]["images"]
    # Within what fp16 costs.
    assert _apart(training.average, load_generator(configuration, folder)) < 4 / 255
    for name in ("upscaler-1", "features"):
        known, trained = load_checkpoint(tmp_path / "again" / f"start-{name}.pt"), load_checkpoint(folder / f"{name}.pt")
        network = "average" if name == "upscaler-1" else "network"
        shared = known[network].keys() & trained[network].keys()
        assert "first.weight" in shared or "dense.weight" in shared
        assert all(torch.allclose(known[network][key], trained[network][key], atol=1e-3) for key in shared)

    # Measured again without a checkpoint, by the features in its encoder: the same but for fp16, and the rest is kept.
    assert main(["measure", *common]) == 0
    before, after = (m["training"]["metrics"] for m in (model.description, ExportedModel(target).description))
    assert after["memorisation"] == before["memorisation"] and after["upscalers"] == before["upscalers"]
    assert np.isclose(after["frechet"], before["frechet"], rtol=0.1) and after["perClass"].keys() == set(model.classes)

    report = (target / "REPORT.md").read_text()
    for picture in (target / "report").glob("*.jpg"):
        assert f"report/{picture.name}" in report, picture.name
