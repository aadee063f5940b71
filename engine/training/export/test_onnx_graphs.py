"""Exported graphs compute what PyTorch computes, for any batch, and keep the contract's promises."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import torch

from ..networks.generator import Generator
from ..networks.upscaler import Upscaler
from .onnx_graphs import export_mapping, export_synthesis, export_upscaler


def _generator() -> Generator:
    torch.manual_seed(0)
    return Generator(3, 2, {4 << i: 16 for i in range(5)}, 8).eval().requires_grad_(False)


def test_graphs_equal_pytorch(tmp_path: Path) -> None:
    generator = _generator()
    w = generator.mapping(torch.randn(3, 512), torch.arange(3))
    assert export_mapping(generator.mapping, tmp_path / "mapping.onnx") < 0.02
    assert export_synthesis(generator.synthesis, generator.spread(w), 0.02, tmp_path / "synthesis.onnx") < 4 / 255
    assert export_upscaler(Upscaler(16, 2).eval(), torch.rand(2, 4, 64, 64), tmp_path / "upscale.onnx") < 4 / 255


def test_output_is_premultiplied_and_in_range(tmp_path: Path) -> None:
    generator = _generator()
    w = generator.mapping(torch.randn(3, 512), torch.arange(3))
    export_synthesis(generator.synthesis, generator.spread(w), 0.02, tmp_path / "synthesis.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "synthesis.onnx"))
    assert [i.name for i in session.get_inputs()] == ["ws", "noise_4", "noise_8"]
    feed = {"ws": 3 * np.random.default_rng(0).standard_normal((5, 10, 512), dtype=np.float32)}
    feed |= {f"noise_{r}": np.ones((5, 1, r, r), np.float32) for r in (4, 8)}
    (rgba,) = session.run(None, feed)
    assert rgba.shape == (5, 4, 64, 64)
    assert rgba.min() >= -1 and rgba.max() <= 1
    assert (rgba[:, :3] <= rgba[:, 3:]).all()
