"""A network in StyleGAN2's layout becomes a model folder that computes the same pictures."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from ..__main__ import main
from ..networks.stylegan2 import StyleGan2
from .import_stylegan2 import import_stylegan2

_FIXTURE = Path(__file__).parents[3] / "test" / "fixtures" / "imported"
"""The imported model that the engine's tests paint with: `python -m engine.training.export.test_import_stylegan2` writes it."""
_RESOLUTIONS = (4, 8, 16)
_CHANNELS = 16


def _state(classes: int) -> dict[str, Tensor]:
    """A network of our own under the reference implementation's names."""
    random = torch.Generator().manual_seed(3)
    normal = lambda *shape: torch.randn(*shape, generator=random)  # noqa: E731
    state = {"mapping.w_avg": normal(32), "synthesis.b4.const": normal(_CHANNELS, 4, 4)}
    if classes > 1:
        state |= {"mapping.embed.weight": normal(32, classes), "mapping.embed.bias": normal(32)}
    for i, width in enumerate((512 + 32 * (classes > 1), 32)):
        state |= {f"mapping.fc{i}.weight": normal(32, width) / 0.01, f"mapping.fc{i}.bias": normal(32)}
    for r in _RESOLUTIONS:
        for name, out, size in (("conv0", _CHANNELS, 3), ("conv1", _CHANNELS, 3), ("torgb", 3, 1)):
            if (r, name) == (4, "conv0"):
                continue
            at = f"synthesis.b{r}.{name}"
            state |= {f"{at}.weight": normal(out, _CHANNELS, size, size), f"{at}.bias": 0.1 * normal(out)}
            state |= {f"{at}.affine.weight": normal(_CHANNELS, 32), f"{at}.affine.bias": 1 + 0.1 * normal(_CHANNELS)}
            if name != "torgb":
                state |= {f"{at}.noise_const": normal(r, r), f"{at}.noise_strength": torch.tensor(0.2)}
    return state


def _paper(state: dict[str, Tensor], w: Tensor, noise: dict[int, Tensor]) -> Tensor:
    """One picture as the paper writes it: the weights are modulated and demodulated, zeros are put between the pixels."""
    x, image = state["synthesis.b4.const"][None], None
    tap = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    blur = torch.outer(tap, tap)

    def filtered(y: Tensor, pad: tuple[int, int, int, int]) -> Tensor:
        return F.conv2d(F.pad(y, pad), blur[None, None].repeat(y.shape[1], 1, 1, 1), groups=y.shape[1])

    def spread(y: Tensor) -> Tensor:
        out = torch.zeros(*y.shape[:2], 2 * y.shape[2], 2 * y.shape[3])
        out[:, :, ::2, ::2] = y
        return out

    def styled(at: str) -> Tensor:
        affine = state[f"{at}.affine.weight"] / math.sqrt(w.shape[1])
        return w @ affine.t() + state[f"{at}.affine.bias"]

    for r in _RESOLUTIONS:
        for name in ("conv0", "conv1"):
            at = f"synthesis.b{r}.{name}"
            if f"{at}.weight" not in state:
                continue
            weight = state[f"{at}.weight"] * styled(at)[0][None, :, None, None]
            weight = weight * torch.rsqrt(weight.square().sum(dim=(1, 2, 3), keepdim=True) + 1e-8)
            if name == "conv0":
                # A true convolution, hence flipped, of the picture with zeros between its pixels.
                x = F.conv2d(F.pad(spread(x), (2, 1, 2, 1)), weight.flip(2, 3))
                x = filtered(x, (1, 1, 1, 1)) * 4
            else:
                x = F.conv2d(x, weight, padding=1)
            x = x + noise[r] * state[f"{at}.noise_strength"] + state[f"{at}.bias"][None, :, None, None]
            x = F.leaky_relu(x, 0.2) * math.sqrt(2)
        at = f"synthesis.b{r}.torgb"
        weight = state[f"{at}.weight"] * (styled(at)[0] / math.sqrt(_CHANNELS))[None, :, None, None]
        rgb = F.conv2d(x, weight, state[f"{at}.bias"])
        image = rgb if image is None else filtered(spread(image), (2, 1, 2, 1)) * 4 + rgb
    return image


def test_modulated_activations_equal_modulated_weights() -> None:
    state = _state(1)
    network = StyleGan2(state)
    w = torch.randn(1, 32)
    noise = {r: torch.randn(1, 1, r, r) for r in _RESOLUTIONS}
    actual = network.synthesis(w[:, None].repeat(1, network.layers, 1), noise)
    assert torch.allclose(actual, _paper(state, w, noise), atol=1e-3)


def _import(folder: Path, target: Path) -> None:
    torch.save({"G_ema": _state(2)}, folder / "theirs.pt")
    arguments = ["--checkpoint", str(folder / "theirs.pt"), "--classes", "day", "night", "--licence", "CC0-1.0", "--model", str(target)]
    assert main(["import", *arguments]) == 0


def _paint(model: Path) -> np.ndarray:
    """Three pictures of both classes, [3, 4, 16, 16]."""
    mapping, synthesis = (onnxruntime.InferenceSession(str(model / f"{name}.onnx")) for name in ("mapping", "synthesis"))
    z = np.random.default_rng(0).standard_normal((3, 512), dtype=np.float32)
    (w,) = mapping.run(None, {"z": z, "class": np.array([0, 1, 1])})
    feed = {"ws": np.repeat(w[:, None], 6, axis=1)} | {f"noise_{r}": np.zeros((3, 1, r, r), np.float32) for r in _RESOLUTIONS}
    return synthesis.run(None, feed)[0]


def test_an_imported_model_keeps_the_contract(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    _import(tmp_path, target)
    description = json.loads((target / "model.json").read_text())
    assert description["opaqueClasses"] == ["day", "night"] and description["resolution"] == 16 and description["wDimension"] == 32
    assert sorted(i for band in description["bands"].values() for i in band) == list(range(6))
    rgba = _paint(target)
    assert rgba.shape == (3, 4, 16, 16) and (rgba[:, 3] == 1).all() and np.abs(rgba).max() <= 1


def test_the_imported_model_the_engine_is_tested_with_is_what_import_writes(tmp_path: Path) -> None:
    _import(tmp_path, tmp_path / "imported")
    assert np.abs(_paint(_FIXTURE) - _paint(tmp_path / "imported")).max() < 1e-3


def test_names_the_engine_would_refuse_are_refused_here(tmp_path: Path) -> None:
    torch.save(_state(1), tmp_path / "theirs.pt")
    for target, name in (("Theirs", "day"), ("theirs", "Day 1")):
        with pytest.raises(ValueError, match="the engine refuses"):
            import_stylegan2(tmp_path / "theirs.pt", [name], "CC0-1.0", "1.0.0", tmp_path / target)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda state: state.pop("mapping.fc0.weight"), "no StyleGAN2 generator"),
        (lambda state: state.update({"synthesis.b16.skip.weight": torch.zeros(1)}), "residual"),
    ],
)
def test_other_networks_are_a_clear_error(change, message: str) -> None:
    state = _state(1)
    change(state)
    with pytest.raises(ValueError, match=message):
        StyleGan2(state)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        _import(Path(folder), _FIXTURE)
