"""The encoder: from a picture back to the class and the position in w that paint it."""

from __future__ import annotations

from torch import Tensor, nn

from .feature_network import FEATURES, FeatureNetwork


class Encoder(nn.Module):
    """RGBA [N, 4, 64, 64] in [0, 1] to class logits [N, C] and, for the likeliest class, position [N, A] in sigma.

    Position is along the class's principal axes of w, as `latent.position` counts it: w = mean + sum(position * scale * axis).
    """

    def __init__(self, features: FeatureNetwork, axes: int) -> None:
        super().__init__()
        self.features = features
        self.axes = axes
        self.positions = nn.Linear(FEATURES, features.classes * axes)

    def forward(self, rgba: Tensor) -> tuple[Tensor, Tensor]:
        x = self.features.features(rgba)
        logits = self.features.logits(x)
        positions = self.positions(x).view(-1, self.features.classes, self.axes)
        row = logits.argmax(dim=1)[:, None, None].expand(-1, 1, self.axes)
        return logits, positions.gather(1, row)[:, 0]
