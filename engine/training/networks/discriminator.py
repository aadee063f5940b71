"""The discriminator: residual, one logit a class (Karras et al. 2020, StyleGAN2)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class _Block(nn.Module):
    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        self.conv0 = nn.Conv2d(channels_in, channels_in, 3, padding=1)
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, padding=1)
        self.skip = nn.Conv2d(channels_in, channels_out, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        # Pooling before the second convolution: a quarter of its work.
        y = F.leaky_relu(self.conv0(x), 0.2)
        y = F.leaky_relu(self.conv1(F.avg_pool2d(y, 2)), 0.2)
        return (y + self.skip(F.avg_pool2d(x, 2))) * math.sqrt(0.5)


class Discriminator(nn.Module):
    """RGBA [N, 4, R, R] in [0, 1] on a background [N, 3, R, R] to one logit [N] for the class given.

    It sees premultiplied RGBA and the composite a viewer sees. Samples must come in class-pure groups of `group`,
    or the minibatch statistic would only report the mix of classes.
    """

    def __init__(self, classes: int, channels: dict[int, int], group: int) -> None:
        super().__init__()
        self.group = group
        resolutions = sorted(channels, reverse=True)
        self.first = nn.Conv2d(7, channels[resolutions[0]], 1)
        self.blocks = nn.Sequential(*(_Block(channels[r], channels[r // 2]) for r in resolutions[:-1]))
        last = channels[4]
        self.conv = nn.Conv2d(last + 1, last, 3, padding=1)
        self.dense = nn.Linear(last * 16, last)
        self.logits = nn.Linear(last, classes)
        for module in self.modules():
            if isinstance(module, nn.Conv2d | nn.Linear):
                nn.init.kaiming_normal_(module.weight, a=0.2 if module is not self.logits else 1.0)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def forward(self, rgba: Tensor, background: Tensor, label: Tensor) -> Tensor:
        composite = rgba[:, :3] + (1 - rgba[:, 3:]) * background
        x = torch.cat([rgba, composite], dim=1) * 2 - 1
        x = self.blocks(F.leaky_relu(self.first(x), 0.2))
        x = torch.cat([x, self._deviation(x)], dim=1)
        x = F.leaky_relu(self.conv(x), 0.2).flatten(1)
        x = F.leaky_relu(self.dense(x), 0.2)
        return self.logits(x).gather(1, label[:, None])[:, 0]

    def _deviation(self, x: Tensor) -> Tensor:
        """Mean standard deviation within each group, as one more channel (Karras et al. 2018, ProGAN)."""
        n, _, h, w = x.shape
        groups = x.reshape(n // self.group, self.group, -1)
        deviation = (groups.var(dim=1, correction=0) + 1e-8).sqrt().mean(dim=1)
        return deviation.repeat_interleave(self.group).view(n, 1, 1, 1).expand(n, 1, h, w)
