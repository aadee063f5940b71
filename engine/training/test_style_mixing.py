"""Mixed latents agree with the picture in the right places."""

from __future__ import annotations

import numpy as np

from .painter.parameters import BAND_PARAMETERS, K
from .style_mixing import mixed_latents


def test_each_band_carries_its_own_parameters_and_no_others() -> None:
    parameters = np.random.default_rng(0).standard_normal((5, K), dtype=np.float32)
    z = mixed_latents(parameters, 1.0, np.random.default_rng(1)).numpy()
    for band, places in enumerate(BAND_PARAMETERS.values()):
        same = z[band, :, :K] == parameters
        assert same[:, places].all()
        assert same.sum() == 5 * (places.stop - places.start)


def test_unmixed_samples_use_one_latent_for_all_bands() -> None:
    parameters = np.random.default_rng(0).standard_normal((5, K), dtype=np.float32)
    z = mixed_latents(parameters, 0.0, np.random.default_rng(1)).numpy()
    assert (z == z[:1]).all() and np.array_equal(z[0, :, :K], parameters)
