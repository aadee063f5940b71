"""Command line: `python -m engine.training <paint|collect|start|train|export|report|measure|import> --config cpu`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .configuration import FOLDER, load_configuration


def main(arguments: list[str]) -> int:
    """Parse and run. Returns the process's exit status."""
    parser = argparse.ArgumentParser(prog="python -m engine.training", description=__doc__)
    parser.add_argument("command", choices=("paint", "collect", "start", "train", "export", "report", "measure", "import"))
    parser.add_argument("--config", default="cpu", help=f"a name from {FOLDER.name}/ or a path to a JSON file (default: cpu)")
    parser.add_argument("--folder", type=Path, default=Path("data/training"), help="data set, checkpoints and sheets")
    parser.add_argument("--model", type=Path, default=Path("engine/models/house"), help="where export, report and measure write, and what start begins from")
    parser.add_argument("--part", choices=("features", "generator", "upscalers", "encoder"), help="train: only this network")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="paint: worker processes")
    parser.add_argument("--pictures", type=Path, help="collect: the folder with a folder of PNGs for each class")
    parser.add_argument("--checkpoint", type=Path, help="import: the StyleGAN2 generator's state dict, saved with torch.save")
    parser.add_argument("--classes", nargs="+", default=["picture"], help="import: a name for each of its classes")
    parser.add_argument("--licence", default="all rights reserved", help="export and import: of the weights")
    parser.add_argument("--version", default="0.1.0", help="export and import: of the model (default: 0.1.0)")
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except (ValueError, FileNotFoundError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    if options.command == "import":
        from .export.import_stylegan2 import import_stylegan2

        if options.checkpoint is None:
            raise ValueError("import needs --checkpoint, the generator to import")
        import_stylegan2(options.checkpoint, options.classes, options.licence, options.version, options.model)
        return
    if options.command == "start":
        from .start_from_model import start_from_model

        start_from_model(options.model, options.folder)
        return
    configuration = load_configuration(options.config)
    if options.command == "paint":
        from .dataset import paint_data_set

        data, folder = configuration.data, options.folder / "data"
        sizes = {"held-out": (data.held_out, data.large_held_out, data.huge_held_out), "train": (data.train, data.large, data.huge)}
        for split, counts in sizes.items():
            paint_data_set(folder, split, *counts, configuration.resolution, configuration.seed, options.processes)
        return

    if options.command == "collect":
        from .collect import collect

        if options.pictures is None:
            raise ValueError("collect needs --pictures, a folder with one folder of PNGs for each class")
        collect(options.pictures, options.folder / "data", configuration.resolution)
        return

    import torch

    if configuration.device == "cuda" and options.command == "train" and not torch.cuda.is_available():
        raise ValueError(f"configuration {options.config} trains on a GPU, and PyTorch finds none: use another, or set its device to cpu")
    torch.set_num_threads(configuration.threads)
    if options.command == "train":
        from .train_encoder import train_encoder
        from .train_features import train_features
        from .train_generator import train_generator
        from .train_upscaler import train_upscalers

        parts = {"features": train_features, "generator": train_generator, "upscalers": train_upscalers, "encoder": train_encoder}
        for name, train in parts.items():
            if options.part in (None, name):
                train(configuration, options.folder)
    elif options.command == "export":
        from .export.export_model import export_model

        export_model(configuration, options.folder, options.model, options.version, options.licence)
    else:
        from .evaluate.report import measure_again, report

        (report if options.command == "report" else measure_again)(configuration, options.folder, options.model)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
