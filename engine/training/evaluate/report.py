"""Writes what is known about an exported model: numbers into model.json, REPORT.md, and the pictures beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..checkpoint import adopt, load_checkpoint
from ..classes import PAINTED
from ..configuration import Configuration
from ..dataset import load_data_set
from ..export.export_model import write_description
from ..networks.feature_network import FeatureNetwork
from ..start_from_model import features_of
from ..train_features import load_features
from ..train_upscaler import judge_upscaler, load_upscaler
from ..upscaler_training import level_pictures
from .directions import judge_directions
from .exported_model import ExportedModel
from .fit_heads import fit_heads
from .measure import READABLE, band_table, measure
from .memorisation import nearest_paintings
from .metrics import NEIGHBOURS
from .positions import position_decibels
from .sheets import class_sheet, composition_sheet, curves, direction_strips, interpolation_strips, large_sheet, mixing_grid, truncation_strips

_TRUNCATION = 0.85
_MIXED = ("ridge", "bust")
"""Classes whose style-mixing grids are shown."""


def report(configuration: Configuration, folder: Path, model_folder: Path) -> None:
    """Measure the model in `model_folder` against the held-out paintings in `folder`."""
    model = ExportedModel(model_folder)
    train, held_out = (load_data_set(folder / "data", split) for split in ("train", "held-out"))
    features = load_features(folder)
    seed = configuration.seed
    metrics = measure(model, features, held_out, seed)
    state = load_checkpoint(folder / "features.pt")
    fit = state["fit"].numpy()
    metrics["bandTable"] = band_table(model, features, fit, seed)
    metrics["upscalers"] = []
    for level in range(len(configuration.upscalers)):
        earlier = load_upscaler(configuration, folder, level - 1) if level else None
        pairs = level_pictures(held_out, level, earlier)
        decibels, plain = judge_upscaler(load_upscaler(configuration, folder, level), *pairs)
        metrics["upscalers"].append({"decibels": round(decibels, 2), "bilinearDecibels": round(plain, 2)})
    metrics["featureNetwork"] = {
        "accuracy": round(state["accuracy"], 3),
        "medianParameterR2": round(float(np.median(fit)), 3),
    }
    metrics["positions"] = position_decibels(model, seed)
    metrics["directions"] = judge_directions(model, features, fit, seed)
    metrics["memorisation"], neighbours = nearest_paintings(model, features, train, held_out, seed)
    _paint(model, folder, model_folder / "report", neighbours, seed)
    _write(model, metrics)


def measure_again(configuration: Configuration, folder: Path, model_folder: Path) -> None:
    """Take distances and the mixing table anew, by held-out paintings in `folder` and the features of the model's own encoder.

    What else the report says needs checkpoints and training paintings, and stays. Raises ValueError for a model without
    an encoder, or of other classes than the paintings.
    """
    model = ExportedModel(model_folder)
    held_out = load_data_set(folder / "data", "held-out")
    if model.encoder is None:
        raise ValueError(f"{model_folder} has no encoder, whose features distances are measured by: report it where it was trained")
    if tuple(model.classes) != held_out.kinds.names:
        raise ValueError(f"{model_folder} paints {', '.join(model.classes)}, the paintings are {', '.join(held_out.kinds.names)}")
    features = FeatureNetwork(len(model.classes))
    adopt(features.eval().requires_grad_(False), features_of(model_folder, model.description))
    fit = fit_heads(features, held_out)
    metrics = measure(model, features, held_out, configuration.seed)
    metrics["bandTable"] = band_table(model, features, fit, configuration.seed)
    _write(model, model.description["training"]["metrics"] | metrics)


def _write(model: ExportedModel, metrics: dict[str, Any]) -> None:
    model.description["training"]["metrics"] = metrics
    write_description(model.folder, model.description)
    (model.folder / "REPORT.md").write_text(_text(model.description, _remarks(model.folder)))
    print(json.dumps(metrics, indent=2))


def _paint(model: ExportedModel, folder: Path, target: Path, neighbours: np.ndarray, seed: int) -> None:
    target.mkdir(exist_ok=True)
    pictures = {
        "contact-sheet": class_sheet(model, seed, _TRUNCATION),
        "large": large_sheet(model, seed + 1, _TRUNCATION, 5),
        "composition": composition_sheet(model, seed, _TRUNCATION, 4),
        "truncation": truncation_strips(model, seed),
        "interpolation": interpolation_strips(model, seed, _TRUNCATION),
        "neighbours": neighbours,
    }
    pictures |= {f"mixing-{name}": mixing_grid(model, model.classes.index(name), seed, _TRUNCATION) for name in _MIXED}
    pictures |= {f"directions-{name}": direction_strips(model, label, seed) for label, name in enumerate(model.classes)}
    records = [json.loads(line) for line in (folder / "generator.jsonl").read_text().splitlines()]
    pictures["curves"] = curves(records, ["pairs", "matching", "adversarial", "discriminator"])
    for name, image in pictures.items():
        Image.fromarray(image).save(target / f"{name}.jpg", quality=82, optimize=True)


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
        f"Licence: {description['licence']}. {_provenance(description)}",
        f"Data: {training['data']}. Generator: {training['images']} images on {training['hardware']}, seed {training['seed']}.",
        "Minutes: " + ", ".join(f"{name} {value}" for name, value in training["minutes"].items()) + ".",
        "",
        "![works of layers composed](report/composition.jpg)",
        "![classes x 5 seeds as the engine shows them, 256 x 256](report/large.jpg)",
        "![classes x 16 seeds as the generator paints them](report/contact-sheet.jpg)",
        "",
        *_distances(m),
        "",
        *_classes(m),
        "",
        "Style mixing: swapping one band between two pictures moves the painter's parameters of each band by this share of a full swap"
        f" (parameters that the feature network reads with R2 >= {READABLE}).",
        "",
        *_table(["swapped", *(f"{c} parameters" for c in m["bandTable"])], [[row, *v.values()] for row, v in m["bandTable"].items()]),
        "",
        *(f"![seeds A, then A with the coarse, middle and fine band of B, then B: {name}](report/mixing-{name}.jpg)" for name in _MIXED),
        "",
        "Peak signal to noise (dB) of pictures painted again from that many coordinates along the class's principal axes of w:",
        "",
        *_table(["class", *(str(n) for n in next(iter(m["positions"].values())))], [[name, *v.values()] for name, v in m["positions"].items()]),
        "",
        *_directions(m["directions"]),
        "",
        *(f"![directions of {name}, -3 to 3 sigma](report/directions-{name}.jpg)" for name in description["classes"]),
        "",
        "Truncation, from the class's mean to psi 1.2:",
        "",
        "![truncation](report/truncation.jpg)",
        "",
        "From one seed to another in w:",
        "",
        "![interpolation](report/interpolation.jpg)",
        "",
        "Memorisation: median distance from a generated picture to the nearest training painting, over that from a held-out painting"
        f" (1 is right, far below 1 is copying): {m['memorisation']}. 64 generated pictures, each with its nearest beside it:",
        "",
        "![generated pictures and the nearest training paintings](report/neighbours.jpg)",
        "",
        "![losses of the generator's last run](report/curves.jpg)",
    ]
    return "\n".join(lines) + "\n" + ("\n" + remarks if remarks else "")


def _provenance(description: dict[str, Any]) -> str:
    if tuple(description["classes"]) == PAINTED.names:
        return "Own data, own training: every picture it saw was painted by `engine/training/painter`."
    return "Trained on pictures that its maker collected: where they are from, and under which licence, `remarks.md` says."


def _distances(m: dict[str, Any]) -> list[str]:
    floor = m["floor"]
    rows = [
        ["Fréchet distance, own features", m["frechet"], floor["frechet"]],
        ["kernel distance, own features", m["kernel"], floor["kernel"]],
        ["class accuracy", m["classAccuracy"], m["featureNetwork"]["accuracy"]],
        [f"precision, recall (pooled, k = {NEIGHBOURS})", f"{m['precision']}, {m['recall']}", f"{floor['precision']}, {floor['recall']}"],
        *([f"super-resolution {i + 1}, dB", u["decibels"], f"bilinear {u['bilinearDecibels']}"] for i, u in enumerate(m["upscalers"])),
    ]
    if m["encoder"] is not None:
        rows.append(["encoder: class found, dB of painting again from 32 coordinates", f"{m['encoder']['accuracy']}, {m['encoder']['decibels']}", ""])
    count = m["samplesPerClass"]
    return [
        *_table([f"measure ({count} pictures a class, {count * len(m['perClass'])} a side)", "this model", "real against real"], rows),
        "",
        "The same at other truncations, a lever of owners' that goes to 1.5:",
        "",
        *_table(["truncation", "Fréchet distance", "kernel distance", "precision", "recall"], [[t, *v.values()] for t, v in m["truncations"].items()]),
    ]


def _classes(m: dict[str, Any]) -> list[str]:
    rows = []
    for name, v in m["perClass"].items():
        ground = ["opaque", None] if v["bareGround"] is None else [v["bareGround"], v["bareGroundWithOutlines"]]
        rows.append([name, v["accuracy"], v["precision"], v["recall"], v["spread"], *ground, v["morphJerk"]])
    return [
        "Bare ground: of the pixels that the painting of the same latents leaves bare, a pixel away from any outline, those"
        " with less than 2 % coverage; then without regard to outlines.",
        "",
        *_table(["class", "accuracy", "precision", "recall", "spread (1 is right)", "bare ground", "with outlines", "morph jerk"], rows),
    ]


def _directions(judged: list[dict[str, Any]]) -> list[str]:
    rows = [[d["class"], d["name"], d["band"], d["rank"], d["gain"], d["leak"], d["accuracy"], "yes" if d["accepted"] else "no"] for d in judged]
    head = "Named directions, moved from -3 to 3 sigma: accepted at rank correlation >= 0.9, leakage <= 0.3, class accuracy >= 0.95."
    return [head, "", *_table(["class", "direction", "band", "rank", "sigma moved per sigma", "leakage", "class kept", "accepted"], rows)]


def _table(head: list[str], rows: list[list[Any]]) -> list[str]:
    lines = [" | ".join(head), "|".join("---" for _ in head), *(" | ".join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return [f"| {line} |" if "---" not in line else f"|{line}|" for line in lines]
