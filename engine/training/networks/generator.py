"""The generator: mapping and synthesis together, as training uses them."""

from __future__ import annotations

from torch import Tensor, nn

from .mapping_network import MappingNetwork
from .synthesis_network import Bands, SynthesisNetwork


class Generator(nn.Module):
    """Holds both networks and knows how bands of w become ws."""

    def __init__(self, classes: int, mapping_depth: int, channels: dict[int, int], noise_up_to: int) -> None:
        super().__init__()
        self.mapping = MappingNetwork(classes, mapping_depth)
        self.synthesis = SynthesisNetwork(channels, noise_up_to)
        self.bands = Bands.of(self.synthesis.layers)

    def spread(self, w: Tensor) -> Tensor:
        """w [N, 512] to every layer: ws [N, L, 512]."""
        return w[:, None, :].expand(-1, self.synthesis.layers, -1)

    def mix(self, w_of_band: Tensor) -> Tensor:
        """One w per band [3, N, 512] to ws [N, L, 512]."""
        return w_of_band[self.bands.of_each_layer()].transpose(0, 1)
