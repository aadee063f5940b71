"""Writes what is known about an exported model: numbers into model.json, REPORT.md, and two pictures beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..checkpoint import load_checkpoint
from ..configuration import Configuration
from ..dataset import load_data_set
from ..export.export_model import write_description
from ..train_features import load_features
from ..train_upscaler import judge_upscaler, load_upscaler
from .exported_model import ExportedModel
from .measure import measure
from .sheets import class_sheet, composition_sheet, direction_strips

_TRUNCATION = 0.85


def report(configuration: Configuration, folder: Path, model_folder: Path) -> None:
    """Measure the model in `model_folder` against the held-out paintings in `folder`."""
    model = ExportedModel(model_folder)
    held_out = load_data_set(folder / "data", "held-out")
    seed = configuration.seed
    _save(class_sheet(model, seed, _TRUNCATION), model_folder / "contact-sheet.png", colours=256)
    _save(composition_sheet(model, seed, _TRUNCATION, 2, 4), model_folder / "composition.png", colours=256)
    for label, name in enumerate(model.classes):
        _save(direction_strips(model, label, seed), folder / "sheets" / f"directions-{name}.png")
    metrics = measure(model, load_features(folder), held_out, seed)
    decibels, plain = judge_upscaler(load_upscaler(configuration, folder), held_out)
    metrics["upscaler"] = {"decibels": round(decibels, 2), "bilinearDecibels": round(plain, 2)}
    features = load_checkpoint(folder / "features.pt")
    metrics["featureNetwork"] = {
        "accuracy": round(features["accuracy"], 3),
        "medianParameterR2": round(float(np.median(features["fit"].numpy())), 3),
    }
    model.description["training"]["metrics"] = metrics
    write_description(model_folder, model.description)
    (model_folder / "REPORT.md").write_text(_text(model.description, _remarks(model_folder)))
    print(json.dumps(metrics, indent=2))


def _save(image: np.ndarray, path: Path, colours: int | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(image)
    if colours is not None:
        picture = picture.quantize(colours, dither=Image.Dither.FLOYDSTEINBERG)
    picture.save(path, optimize=True)


def _remarks(model_folder: Path) -> str:
    """What a person wrote after looking at the sheets: kept beside the model, quoted in the report."""
    path = model_folder / "remarks.md"
    return path.read_text() if path.exists() else ""


def _text(description: dict[str, Any], remarks: str) -> str:
    training = description["training"]
    m = training["metrics"]
    lines = [
        f"# The {description['name']} model",
        "",
        "Written by `python -m engine.training report`; what the numbers cannot say comes from `remarks.md`.",
        "",
        f"Data: {training['data']}. Generator: {training['images']} images on {training['hardware']}.",
        "Minutes: " + ", ".join(f"{name} {value}" for name, value in training["minutes"].items()) + ".",
        "",
        "![classes x 16 seeds](contact-sheet.png)",
        "![works of seven layers](composition.png)",
        "",
        f"| measure ({m['samplesPerClass']} pictures a class) | this model | real against real |",
        "|---|---|---|",
        f"| Fréchet distance, own features | {m['frechet']} | {m['frechetFloor']} |",
        f"| kernel distance, own features | {m['kernel']} | {m['kernelFloor']} |",
        f"| class accuracy | {m['classAccuracy']} | {m['featureNetwork']['accuracy']} |",
        f"| precision, recall (pooled) | {m['precision']}, {m['recall']} | |",
        f"| super-resolution, dB | {m['upscaler']['decibels']} | bilinear {m['upscaler']['bilinearDecibels']} |",
        "",
        "| class | accuracy | precision | recall | spread (1 is right) | clean ground (real) | morph jerk |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, v in m["perClass"].items():
        ground = "opaque" if v["cleanGround"] is None else f"{v['cleanGround']} ({v['cleanGroundReal']})"
        lines.append(f"| {name} | {v['accuracy']} | {v['precision']} | {v['recall']} | {v['spread']} | {ground} | {v['morphJerk']} |")
    columns = list(m["bandTable"])
    lines += [
        "",
        "Style mixing: swapping one band between two pictures moves the painter's parameters of each band by this share of a full swap.",
        "",
        "| swapped | " + " | ".join(f"{c} parameters" for c in columns) + " |",
        "|---|" + "---|" * len(columns),
    ]
    lines += [f"| {row} | " + " | ".join(str(values[c]) for c in columns) + " |" for row, values in m["bandTable"].items()]
    lines += ["", "Named directions (R²: how well the painter's parameter can be read back from w):", ""]
    for name in description["classes"]:
        own = [f"{d['name']} {d['r2']}" for d in description["directions"] if d["class"] == name]
        lines.append(f"- {name}: " + ", ".join(own))
    return "\n".join(lines) + "\n" + ("\n" + remarks if remarks else "")
