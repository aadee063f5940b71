"""Sky: an opaque ground of washes, clouds lit from a glow, rays and a few stars."""

from __future__ import annotations

import math

import numpy as np

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import Picture, grid, pixels, step
from .subject import Subject

_PARAMETERS = (
    "horizon", "glow_x", "glow_size", "cloud_1", "cloud_2", "cloud_3", "cloud_4", "cloud_height", "streak", "tilt",
    "cover", "softness", "wisp_1", "wisp_2", "rays", "storm",
    *SHARED_FINE, "stars",
)  # fmt: skip


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    horizon = p.span("horizon", 0.5, 1.0)
    glow_x = p.span("glow_x", 0.1, 0.9)
    slope = p.span("tilt", -0.25, 0.25)
    depth = (y + slope * (x - 0.5)) / horizon

    top = mix(c.shadow, c.ground, 0.35)
    wash = mix(top, mix(c.ground, c.haze, 0.5), step(depth, 0.0, 0.6))
    wash = mix(wash, mix(c.haze, c.light, 0.6), step(depth, 0.45, 1.0))
    wash = mix(wash, mix(c.haze, c.ground, 0.45), step(depth, 1.0, 1.5))
    reach = p.span("glow_size", 0.16, 0.5)
    distance = np.hypot((x - glow_x) / 1.35, y - horizon * 0.92)
    glow = np.exp(-((distance / reach) ** 2)) * p.span("accent", 0.45, 1.0)
    wash = mix(wash, c.glow, 0.9 * glow)
    wash = mix(wash, mix(c.light, c.glow, 0.15), 0.85 * glow**3)

    rays = p.fade("rays", 0.55, 0.95)
    angle = np.arctan2(y - horizon * 0.92, x - glow_x)
    beam = np.cos(angle * 13 + 1.0) * np.cos(angle * 7 - 0.5)
    wash = mix(wash, c.light, 0.3 * rays * step(beam, 0.0, 0.9) * np.exp(-distance * 2.2))

    clouds = [p.normal(f"cloud_{i}") for i in (1, 2, 3, 4)]
    streak = p["streak"]
    shape = math.cos(streak * 1.5) * blend(fields(4, 0.42, 1.7, 11), clouds)
    shape += math.sin(streak * 1.5) * blend(fields(4, 0.16, 5.0, 12), clouds)
    wisps = blend(fields(2, 0.12, 2.6, 13), [p.normal("wisp_1"), p.normal("wisp_2")])
    shape += 0.36 * wisps + 0.14 * shifted(fields(1, 0.05, 2.5, 14)[0], rng)
    band = np.exp(-(((y - p.span("cloud_height", 0.1, 0.75)) / 0.32) ** 2))
    shape += 1.4 * band + p.span("cover", -2.3, 0.5)
    edge = p.span("softness", 0.5, 1.7)
    cloud = step(shape, 0.0, edge)
    # Light from the glow: compare the cloud's thickness with its thickness towards the light.
    towards = np.roll(shape, (-pixels(9), pixels((0.5 - glow_x) * 16)), (0, 1))
    lit = step(shape - towards, -0.9, 0.9)
    storm = p.fade("storm", 0.35, 1.0)
    dark = mix(mix(c.ground, c.haze, 0.4), c.shadow, 0.2 + 0.6 * storm)
    bright = mix(c.light, c.glow, np.clip(0.15 + 0.75 * glow, 0, 1))
    body = mix(bright, dark, lit * (0.55 + 0.45 * storm))
    body = mix(body, dark, 0.5 * step(shape, 0.7, 2.6))
    wash = mix(wash, body, cloud * 0.92)

    stars = p.fade("stars", 0.55, 1.0) * step(depth, 0.75, 0.1) * (1 - cloud)
    wash = mix(wash, c.light, stars * _star_field(int(rng.integers(4))))

    picture.over(np.ones_like(x), np.clip(wash, 0, 1))
    return picture


def _star_field(layout: int) -> np.ndarray:
    """Soft points of light: the rare high crests of a fine field."""
    return step(fields(4, 0.02, 1.0, 15)[layout], 2.1, 3.0)


SKY = Subject("sky", _PARAMETERS, _draw, strokes="horizontal", opaque=True)
