"""The graphs of the model contract, exported and compared with PyTorch."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from torch import Tensor, nn

from ..networks.encoder import Encoder
from ..networks.mapping_network import LATENT, MappingNetwork
from ..networks.synthesis_network import SynthesisNetwork
from ..networks.upscaler import Upscaler, canvas

OPSET = 17
_FOLDABLE = {"Mul", "Pow", "ReduceSum", "Transpose", "Unsqueeze"}
_TOLERANCE = 4 / 255
"""Largest difference allowed from PyTorch, in the output's range of [-1, 1]: what fp16 storage of weights may cost."""
ALPHA_CEILING = 0.98
"""Coverage from here on becomes full."""


class FinishedSynthesis(nn.Module):
    """Adds what the contract promises: range [-1, 1], clean ends of alpha, rgb <= alpha. Coverage below `floor` becomes none."""

    def __init__(self, network: SynthesisNetwork, floor: float) -> None:
        super().__init__()
        self.network = network
        self.floor = floor

    def forward(self, ws: Tensor, *noise: Tensor) -> Tensor:
        rgba = self.network(ws, list(noise))
        # A hint of grey over a whole ground shows on a wall.
        return _finished(torch.cat([rgba[:, :3], stretched(rgba[:, 3:], self.floor, ALPHA_CEILING)], dim=1))


class FinishedUpscaler(nn.Module):
    """Takes and gives the contract's range, on the canvas every exported model has."""

    def __init__(self, network: Upscaler, resolution: int) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("grain", canvas(resolution))

    def forward(self, rgba: Tensor) -> Tensor:
        # To [0, 1] first: in the contract's range the zero padding of a convolution would mean half-opaque grey.
        return _finished(self.network(rgba * 0.5 + 0.5, self.grain))


class _Encoder(nn.Module):
    def __init__(self, network: Encoder) -> None:
        super().__init__()
        self.network = network

    def forward(self, rgba: Tensor) -> tuple[Tensor, Tensor]:
        return self.network(rgba * 0.5 + 0.5)


def stretched(alpha: Tensor, floor: float, ceiling: float) -> Tensor:
    """Coverage with `floor` moved to 0 and `ceiling` to 1, not yet clipped."""
    return (alpha - floor) / (ceiling - floor)


def _finished(rgba: Tensor) -> Tensor:
    """Clip to [0, 1], enforce rgb <= alpha, and map to [-1, 1]."""
    rgba = rgba.clamp(0, 1)
    return torch.cat([torch.minimum(rgba[:, :3], rgba[:, 3:]), rgba[:, 3:]], dim=1) * 2 - 1


def export_mapping(network: MappingNetwork, path: Path) -> float:
    """z [N, 512] f32, class [N] i64 -> w [N, 512]. Returns the largest difference from PyTorch."""
    inputs = {"z": torch.randn(3, LATENT), "class": torch.tensor([0, 1, 2])}
    return export_graph(network, inputs, ["w"], path)


def export_synthesis(network: SynthesisNetwork, ws: Tensor, floor: float, path: Path) -> float:
    """ws [N, L, 512] and noise maps -> rgba [N, 4, R, R] in [-1, 1]. `ws` are typical styles to compare at.

    `floor` is the coverage below which nothing is painted.
    """
    noise = {f"noise_{r}": torch.randn(len(ws), 1, r, r) for r in network.noise_resolutions}
    return export_graph(FinishedSynthesis(network, floor), {"ws": ws} | noise, ["rgba"], path)


def export_upscaler(network: Upscaler, rgba: Tensor, path: Path) -> float:
    """rgba [N, 4, R, R] in [-1, 1] -> rgba [N, 4, 4R, 4R]. `rgba` are typical pictures to compare at."""
    return export_graph(FinishedUpscaler(network, rgba.shape[-1]), {"rgba": rgba}, ["upscaled"], path)


def export_encoder(network: Encoder, rgba: Tensor, path: Path) -> float:
    """rgba [N, 4, R, R] in [-1, 1] -> class logits [N, C] and position [N, A] in sigma. `rgba` are typical pictures."""
    return export_graph(_Encoder(network), {"rgba": rgba}, ["class", "position"], path, 0.05)


@torch.no_grad()
def export_graph(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], path: Path, tolerance: float = _TOLERANCE) -> float:
    """Export a module for any batch size, weights stored as fp16. Returns the largest difference from PyTorch."""
    module.eval()
    axes = {name: {0: "N"} for name in (*inputs, *outputs)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    _fold(path)
    _store_half(path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    difference = 0.0
    for count in (1, len(next(iter(inputs.values())))):
        feed = {name: value[:count] for name, value in inputs.items()}
        expected = module(*feed.values())
        actual = session.run(outputs, {name: value.numpy() for name, value in feed.items()})
        for name, mine, theirs in zip(outputs, actual, (expected,) if len(outputs) == 1 else expected):
            if mine.shape != theirs.shape:
                raise ValueError(f"{path.name}: {name} is {mine.shape} at N = {count}, PyTorch gives {tuple(theirs.shape)}")
            apart = float(np.abs(mine - theirs.numpy()).max())
            limit = tolerance * max(1.0, float(theirs.abs().max()))
            if apart > limit:
                raise ValueError(f"{path.name}: {name} differs from PyTorch by {apart:.4f}, more than {limit:.4f}: weights out of fp16 range?")
            difference = max(difference, apart)
    return difference


def _fold(path: Path) -> None:
    """Replace what depends on weights alone (squared norms, transposes) by its value, and drop weights no longer read."""
    model = onnx.load(str(path))
    graph = model.graph
    known = {tensor.name: tensor for tensor in graph.initializer}
    kept = []
    for node in graph.node:
        if node.op_type in _FOLDABLE and all(name in known for name in node.input):
            run = ReferenceEvaluator(node)
            values = run.run(None, {name: numpy_helper.to_array(known[name]) for name in node.input})
            known |= {name: numpy_helper.from_array(np.asarray(v), name) for name, v in zip(node.output, values)}
        elif node.op_type == "Constant":
            known[node.output[0]] = numpy_helper.from_array(numpy_helper.to_array(node.attribute[0].t), node.output[0])
        else:
            kept.append(node)
    read = {name for node in kept for name in node.input}
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(tensor for name, tensor in known.items() if name in read)
    onnx.save(model, str(path))


def _store_half(path: Path) -> None:
    """Store large weights as fp16 behind a Cast: half the file, and runtimes fold the Cast away when they load it."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < 256:
            continue
        name = tensor.name
        half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
        tensor.CopyFrom(half)
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    model.producer_name, model.producer_version = "pentimento", ""
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
