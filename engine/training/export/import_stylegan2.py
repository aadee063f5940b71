"""Makes a model folder of a StyleGAN2 checkpoint trained elsewhere: the same contract, RGB as opaque layers."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.numpy import save_file
from torch import Tensor, nn

from ..checkpoint import load_checkpoint
from ..networks.mapping_network import LATENT
from ..networks.stylegan2 import StyleGan2
from .export_model import FORMAT, check_names, file_of, write_description
from .latents import AXES, measure_latents
from .onnx_graphs import export_graph

_NOISE_UP_TO = 64
"""Finer noise stays what the checkpoint has: it would be felt less than it costs."""


class _Mapping(nn.Module):
    def __init__(self, network: StyleGan2) -> None:
        super().__init__()
        self.network = network

    def forward(self, z: Tensor, label: Tensor) -> Tensor:
        # Where there is one class only, the class still belongs to the contract: it adds nothing.
        return self.network.mapping(z, label) + 0 * label[:, None].float()


class _Synthesis(nn.Module):
    def __init__(self, network: StyleGan2, noisy: list[int]) -> None:
        super().__init__()
        self.network = network
        self.noisy = noisy

    def forward(self, ws: Tensor, *noise: Tensor) -> Tensor:
        rgb = self.network.synthesis(ws, dict(zip(self.noisy, noise))).clamp(-1, 1)
        return torch.cat([rgb, torch.ones_like(rgb[:, :1])], dim=1)


def import_stylegan2(checkpoint: Path, classes: list[str], licence: str, version: str, model: Path) -> None:
    """Write `model` from a state dict of the generator's average, saved with `torch.save`.

    Raises ValueError where the checkpoint is no such generator, or has another number of classes than `classes` names, or
    where the engine would refuse a name.
    """
    check_names(model, classes)
    state = load_checkpoint(checkpoint)
    network = StyleGan2(state.get("G_ema", state)).eval().requires_grad_(False)
    if len(classes) != network.classes:
        raise ValueError(f"{checkpoint} has {network.classes} classes, --classes names {len(classes)}: {', '.join(classes)}")
    if network.latent != LATENT:
        raise ValueError(f"{checkpoint} takes a z of {network.latent}, the engine samples {LATENT}")
    noisy = [r for r in network.resolutions if r <= _NOISE_UP_TO]
    resolution, width = network.resolutions[-1], network.weight("mapping.fc0.weight").shape[0]
    torch.manual_seed(0)
    z, label = torch.randn(2, LATENT), torch.arange(2) % network.classes
    ws = network.mapping(z, label)[:, None].repeat(1, network.layers, 1)
    noise = {f"noise_{r}": torch.randn(2, 1, r, r) for r in noisy}
    model.mkdir(parents=True, exist_ok=True)
    differences = {
        "mapping.onnx": export_graph(_Mapping(network), {"z": z, "class": label}, ["w"], model / "mapping.onnx"),
        "synthesis.onnx": export_graph(_Synthesis(network, noisy), {"ws": ws} | noise, ["rgba"], model / "synthesis.onnx"),
    }
    for name, difference in differences.items():
        print(f"{name}: max |onnxruntime - PyTorch| = {difference:.2e}")
    save_file(measure_latents(network.mapping, len(classes), 0).tensors(), model / "latents.safetensors")
    write_description(
        model,
        {
            "format": FORMAT,
            "name": model.name,
            "version": version,
            "licence": licence,
            "resolution": resolution,
            "zDimension": LATENT,
            "wDimension": width,
            "layers": network.layers,
            "classes": classes,
            "opaqueClasses": classes,
            "bands": _bands(network.layers),
            "noise": [{"input": f"noise_{r}", "resolution": r} for r in noisy],
            "files": {
                "mapping": file_of(model / "mapping.onnx"),
                "synthesis": file_of(model / "synthesis.onnx"),
                "latents": file_of(model / "latents.safetensors"),
            },
            "upscalers": [],
            "encoder": None,
            "directions": [],
            "axes": {"count": AXES, "unit": "sigma", "range": [-4, 4]},
        },
    )


def _bands(layers: int) -> dict[str, list[int]]:
    """Composition up to 8 pixels, features up to 32, colour and texture above."""
    return {"coarse": list(range(3)), "middle": list(range(3, min(7, layers - 1))), "fine": list(range(min(7, layers - 1), layers))}
