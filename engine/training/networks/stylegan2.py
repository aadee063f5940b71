"""A StyleGAN2 generator (Karras et al. 2020) as others train it, written for export: it reads their parameter names.

Modulation is applied to activations, not to weights: the same map for a given style, and the convolutions' weights stay
constant. The names are those of the reference implementation in PyTorch: `mapping.fc0.weight`, `synthesis.b8.conv0.affine.bias` …
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_MAPPING_RATE = 0.01
"""The mapping network's learning rate multiplier, which its stored weights carry."""
_GAIN = math.sqrt(2)


class StyleGan2(nn.Module):
    """Weights of a checkpoint, with the two networks as functions of them. RGB only.

    classes: 1 where it has no condition. layers: rows of ws. latent: the width of z.
    """

    def __init__(self, state: Mapping[str, Tensor]) -> None:
        super().__init__()
        self._weights = {name: value.float() for name, value in state.items() if name.startswith(("mapping.", "synthesis."))}
        self.resolutions = sorted({int(name.split(".")[1][1:]) for name in self._weights if name.startswith("synthesis.b")})
        if not self.resolutions or "mapping.fc0.weight" not in self._weights:
            raise ValueError("no StyleGAN2 generator: expected parameters such as mapping.fc0.weight and synthesis.b4.const")
        if self.resolutions != [4 << i for i in range(len(self.resolutions))]:
            raise ValueError(f"blocks at {self.resolutions}: expected 4, 8, 16, … without gaps")
        if f"synthesis.b{self.resolutions[-1]}.skip.weight" in self._weights:
            raise ValueError("a residual generator: only the skip form, the usual one, can be imported")
        self.layers = 2 * len(self.resolutions)
        self.depth = sum(name.startswith("mapping.fc") and name.endswith(".weight") for name in self._weights)
        embedding = self._weights.get("mapping.embed.weight")
        self.classes = 1 if embedding is None else embedding.shape[1]
        self.latent = self._weights["mapping.fc0.weight"].shape[1] - (0 if embedding is None else embedding.shape[0])

    def weight(self, name: str) -> Tensor:
        """A parameter by its name in the checkpoint."""
        if name not in self._weights:
            raise ValueError(f"the checkpoint lacks {name}")
        return self._weights[name]

    def mapping(self, z: Tensor, label: Tensor) -> Tensor:
        """z [N, Z] and class [N] i64 to w [N, W], not truncated."""
        x = _unit(z)
        if self.classes > 1:
            embedding = self.weight("mapping.embed.weight")
            embedded = embedding.t()[label] / math.sqrt(embedding.shape[1]) + self.weight("mapping.embed.bias")
            x = torch.cat([x, _unit(embedded)], dim=1)
        for i in range(self.depth):
            weight, bias = self.weight(f"mapping.fc{i}.weight"), self.weight(f"mapping.fc{i}.bias")
            x = F.linear(x, weight * (_MAPPING_RATE / math.sqrt(weight.shape[1])), bias * _MAPPING_RATE)
            x = F.leaky_relu(x, 0.2) * _GAIN
        return x

    def synthesis(self, ws: Tensor, noise: dict[int, Tensor]) -> Tensor:
        """ws [N, L, W] to RGB [N, 3, R, R], about [-1, 1]. Resolutions without a noise map use the checkpoint's own."""
        x = self.weight("synthesis.b4.const").expand(ws.shape[0], -1, -1, -1)
        image = None
        for i, resolution in enumerate(self.resolutions):
            block = f"synthesis.b{resolution}"
            if i > 0:
                x = self._convolve(x, ws[:, 2 * i - 1], f"{block}.conv0", noise.get(resolution), up=True)
            x = self._convolve(x, ws[:, 2 * i], f"{block}.conv1", noise.get(resolution), up=False)
            style = self._style(ws[:, 2 * i + 1], f"{block}.torgb") / math.sqrt(x.shape[1])
            rgb = F.conv2d(x * style[:, :, None, None], self.weight(f"{block}.torgb.weight"), self.weight(f"{block}.torgb.bias"))
            image = rgb if image is None else _enlarge(image) + rgb
        return image

    def _convolve(self, x: Tensor, w: Tensor, name: str, noise: Tensor | None, up: bool) -> Tensor:
        weight = self.weight(f"{name}.weight")
        style = self._style(w, name)
        x = x * style[:, :, None, None]
        if up:
            x = _blur(F.conv_transpose2d(x, weight.transpose(0, 1), stride=2), pad=(1, 1)) * 4
        else:
            x = F.conv2d(x, weight, padding=1)
        demodulation = torch.rsqrt(style.square() @ weight.square().sum(dim=(2, 3)).t() + 1e-8)
        x = x * demodulation[:, :, None, None]
        grain = self.weight(f"{name}.noise_const")[None, None] if noise is None else noise
        x = x + grain * self.weight(f"{name}.noise_strength") + self.weight(f"{name}.bias")[None, :, None, None]
        return F.leaky_relu(x, 0.2) * _GAIN

    def _style(self, w: Tensor, name: str) -> Tensor:
        weight = self.weight(f"{name}.affine.weight")
        return F.linear(w, weight / math.sqrt(weight.shape[1]), self.weight(f"{name}.affine.bias"))


def _unit(x: Tensor) -> Tensor:
    return x * torch.rsqrt(x.square().mean(dim=1, keepdim=True) + 1e-8)


def _blur(x: Tensor, pad: tuple[int, int]) -> Tensor:
    """Filter with [1, 3, 3, 1] both ways, unit sum."""
    tap = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = torch.outer(tap, tap)[None, None].repeat(int(x.shape[1]), 1, 1, 1)
    return F.conv2d(F.pad(x, (*pad, *pad)), kernel, groups=int(x.shape[1]))


def _enlarge(x: Tensor) -> Tensor:
    """Twice the size, by zeros between the pixels and the same filter."""
    channels = int(x.shape[1])
    tap = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 4
    kernel = torch.outer(tap, tap)[None, None].repeat(channels, 1, 1, 1)
    return F.conv_transpose2d(x, kernel, stride=2, padding=1, groups=channels)
