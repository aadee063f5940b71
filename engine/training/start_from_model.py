"""Makes of a shipped model what a new run begins from: the weights are read back from its ONNX files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from .checkpoint import save_checkpoint

_HALF = ".half"
"""Ends the names of weights stored as fp16 (export/onnx_graphs.py)."""


def start_from_model(model: Path, folder: Path) -> None:
    """Write `folder`/start-generator.pt, start-upscaler-<n>.pt and start-features.pt from the model in `model`.

    A model holds no discriminator, no optimiser and no parameter heads of the feature network: those begin anew.
    Raises FileNotFoundError where there is no model, ValueError where its generator is not of this kind.
    """
    if not (model / "model.json").exists():
        raise FileNotFoundError(f"no model at {model}: name the folder of one by --model")
    description = json.loads((model / "model.json").read_text())
    training, files = description["training"], description["files"]
    generator = _prefixed("mapping.", weights_of(model / files["mapping"]["path"]))
    generator |= _prefixed("synthesis.", weights_of(model / files["synthesis"]["path"]))
    if not {"mapping.embedding.weight", "synthesis.start.weight"} <= generator.keys():
        raise ValueError(f"{model} holds another kind of generator, imported perhaps: go on where it was trained, then import it again")
    starts: dict[str, dict[str, Any]] = {
        "generator": {
            "average": generator,
            "discriminator": {},
            "classes": description["classes"],
            "images": training["images"],
            "earlier_images": 0,
            "minutes": {name: value for name, value in training["minutes"].items() if not name.startswith("upscaler")},
        }
    }
    for i, upscaler in enumerate(description["upscalers"]):
        starts[f"upscaler-{i + 1}"] = {
            "average": weights_of(model / upscaler["path"]),
            "seconds": 60 * training["minutes"].get(f"upscaler {i + 1}", 0),
        }
    if description["encoder"] is not None:
        starts["features"] = {"network": features_of(model, description)}
    for name, state in starts.items():
        save_checkpoint(folder / f"start-{name}.pt", state)


def features_of(model: Path, description: dict[str, Any]) -> dict[str, Tensor]:
    """The feature network in a model's encoder: its trunk and classes, without heads that read parameters."""
    encoder = weights_of(model / description["encoder"]["path"])
    return {name.removeprefix("features."): value for name, value in encoder.items() if name.startswith("features.")}


def weights_of(path: Path) -> dict[str, Tensor]:
    """The weights of an exported graph by the names PyTorch knows them by, f32."""
    named = {t.name.removesuffix(_HALF): numpy_helper.to_array(t).astype(np.float32) for t in onnx.load(str(path)).graph.initializer}
    # Names with other marks are constants and folded values, which PyTorch has no parameters for.
    return {name.removeprefix("network."): torch.from_numpy(value) for name, value in named.items() if not set("/:") & set(name)}


def _prefixed(prefix: str, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    return {prefix + name: value for name, value in weights.items()}
