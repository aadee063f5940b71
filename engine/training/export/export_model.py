"""Writes a model folder: ONNX files, latents.safetensors and model.json."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from safetensors.numpy import save_file

from ..classes import PAINTED, Classes
from ..checkpoint import load_checkpoint
from ..configuration import Configuration
from ..dataset import load_data_set
from ..generator_training import load_generator
from ..networks.mapping_network import LATENT
from ..networks.upscaler import FACTOR, canvas
from ..train_encoder import load_encoder
from ..train_upscaler import load_upscaler, upscaler_minutes
from .alpha_floor import find_alpha_floor
from .directions import find_directions
from .latents import AXES, Latents, measure_latents
from .onnx_graphs import export_encoder, export_mapping, export_synthesis, export_upscaler

FORMAT = "pentimento-model/1"
_NAME = re.compile("[a-z][a-z0-9-]{0,30}")
_SIGNATURE = "min_G max_D E_z[log σ(D(x_z) − D(G(z)))] + ‖x_z − G(z)‖_1"
"""What the generator was trained with: a relativistic game on pairs, and the distance of the pair. Works may carry it."""


def export_model(configuration: Configuration, folder: Path, model: Path, version: str, licence: str) -> None:
    """Export the checkpoints in `folder` to `model`, compare every graph with PyTorch, and print the differences."""
    generator = load_generator(configuration, folder)
    torch.manual_seed(configuration.seed)
    kinds = Classes.restore(load_checkpoint(folder / "generator.pt"))
    check_names(model, kinds.names)
    model.mkdir(parents=True, exist_ok=True)
    label = torch.arange(len(kinds))
    ws = generator.spread(generator.mapping(torch.randn(len(kinds), LATENT), label)).contiguous()
    pictures = generator.synthesis(ws).clamp(0, 1) * 2 - 1
    resolution = configuration.resolution
    floor = find_alpha_floor(generator, load_data_set(folder / "data", "held-out"), configuration.seed)
    differences = {
        "mapping.onnx": export_mapping(generator.mapping, model / "mapping.onnx"),
        "synthesis.onnx": export_synthesis(generator.synthesis, ws, floor, model / "synthesis.onnx"),
    }
    upscalers, small = [], pictures
    for level in range(len(configuration.upscalers)):
        upscaler, side = load_upscaler(configuration, folder, level), small.shape[-1]
        path = model / f"upscale-{side * FACTOR}.onnx"
        differences[path.name] = export_upscaler(upscaler, small, path)
        upscalers.append(file_of(path) | {"factor": FACTOR, "input": side, "output": side * FACTOR})
        small = (upscaler(small[:2] * 0.5 + 0.5, canvas(side)).clamp(0, 1) * 2 - 1).contiguous()
    encoded = (folder / "encoder.pt").exists()
    if encoded:
        differences["encoder.onnx"] = export_encoder(load_encoder(folder), pictures, model / "encoder.onnx")
    for name, difference in differences.items():
        print(f"{name}: max |onnxruntime - PyTorch| = {difference:.2e}")
    latents = measure_latents(generator.mapping, len(kinds), configuration.seed, find_directions if kinds == PAINTED else None)
    save_file(latents.tensors(), model / "latents.safetensors")
    bands = generator.bands
    description = {
        "format": FORMAT,
        "name": model.name,
        "version": version,
        "licence": licence,
        "signature": _SIGNATURE,
        "resolution": resolution,
        "zDimension": LATENT,
        "wDimension": LATENT,
        "layers": generator.synthesis.layers,
        "classes": list(kinds.names),
        "opaqueClasses": [name for name, opaque in zip(kinds.names, kinds.opaque) if opaque],
        "bands": {"coarse": list(bands.coarse), "middle": list(bands.middle), "fine": list(bands.fine)},
        "noise": [{"input": f"noise_{r}", "resolution": r} for r in generator.synthesis.noise_resolutions],
        "files": {
            "mapping": file_of(model / "mapping.onnx"),
            "synthesis": file_of(model / "synthesis.onnx"),
            "latents": file_of(model / "latents.safetensors"),
        },
        "upscalers": upscalers,
        "encoder": file_of(model / "encoder.onnx") if encoded else None,
        "directions": _directions(latents, kinds),
        "axes": {"count": AXES, "unit": "sigma", "range": [-4, 4]},
        "training": _training(configuration, folder, kinds) | {"alphaFloor": floor},
    }
    write_description(model, description)


def check_names(model: Path, classes: Iterable[str]) -> None:
    """Raises ValueError where the engine would refuse the folder's name or a class's."""
    for what, name in (("the model's folder", model.name), *(("the class", name) for name in classes)):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{what} is named {name!r}, which the engine refuses: use a-z, 0-9 and hyphens, a letter first, 31 at most")


def write_description(model: Path, description: dict[str, Any]) -> None:
    """Write model.json."""
    (model / "model.json").write_text(json.dumps(description, indent=2) + "\n")


def file_of(path: Path) -> dict[str, Any]:
    """What model.json says of a file beside it."""
    content = path.read_bytes()
    return {"path": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _directions(latents: Latents, kinds: Classes) -> list[dict[str, Any]]:
    return [
        {"name": d.name, "class": kinds.names[d.label], "bands": [d.band], "unit": "sigma", "range": [-3, 3], "r2": round(d.r2, 3)}
        for d in latents.directions
    ]


def _training(configuration: Configuration, folder: Path, kinds: Classes) -> dict[str, Any]:
    generator = load_checkpoint(folder / "generator.pt")
    train, held_out = (len(load_data_set(folder / "data", split)) for split in ("train", "held-out"))
    what = "layers painted by engine/training/painter" if kinds == PAINTED else "pictures of its maker's own"
    minutes = {name: round(value, 1) for name, value in generator["minutes"].items()}
    return {
        "data": f"{train} {what}, {held_out} held out",
        "images": generator["earlier_images"] + generator["images"],
        "seed": configuration.seed,
        "hardware": f"{configuration.threads} of {os.cpu_count()} {platform.machine()} CPU cores, no GPU",
        "minutes": minutes | {f"upscaler {i + 1}": round(upscaler_minutes(folder, i), 1) for i in range(len(configuration.upscalers))},
        "metrics": {},
    }
