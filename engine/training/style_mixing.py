"""Supervised style mixing: which band of w controls what is taught, not hoped for."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .networks.mapping_network import LATENT
from .painter.parameters import BAND_PARAMETERS, K


def mixed_latents(parameters: np.ndarray, share: float, rng: np.random.Generator) -> Tensor:
    """One z per band [3, N, 512] for painted parameters [N, K].

    Style mixing (Karras et al. 2019) usually leaves it to chance what each band learns. The painter knows: its
    parameters are sorted by band. In a `share` of the samples each band gets a latent of its own that agrees with the
    picture only in that band's parameters, so the picture is still the right answer, and a band that listened to
    another band's parameters would be wrong. The other samples use one latent for all bands.
    """
    bands, n = len(BAND_PARAMETERS), len(parameters)
    z = rng.standard_normal((bands, n, LATENT), dtype=np.float32)
    mixed = rng.random(n) < share
    z[1:, ~mixed] = z[0, ~mixed]
    z[:, ~mixed, :K] = parameters[~mixed]
    for band, places in enumerate(BAND_PARAMETERS.values()):
        z[band, :, places] = parameters[:, places]
    return torch.from_numpy(z)
