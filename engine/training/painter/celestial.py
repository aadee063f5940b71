"""Celestial: a sun, moon or ringed planet in its halo, with a small companion."""

from __future__ import annotations

import math

import numpy as np

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters, smooth
from .picture import SIZE, Picture, grid, step
from .subject import Subject

_PARAMETERS = (
    "x", "y", "radius", "phase_angle", "phase", "ring", "ring_tilt", "ring_size", "companion_angle", "companion",
    "halo_size", "halo", "halo_bands", "surface", "rays", "surface_1",
    *SHARED_FINE, "earthshine",
)  # fmt: skip

_SOFT = 1.5 / SIZE


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    # The widest halo, ring and companion of the largest disc still end inside the frame, wherever it stands.
    cx, cy = p.span("x", 0.38, 0.62), p.span("y", 0.38, 0.62)
    radius = p.span("radius", 0.095, 0.215)
    dx, dy = x - cx, y - cy
    distance = np.hypot(dx, dy)
    angle = np.arctan2(dy, dx)

    # The halo ends inside the frame: its edge is a hard zero, so the ground stays clean.
    reach = radius + p.span("halo_size", 0.05, 0.15)
    outside = np.clip((distance - radius) / (reach - radius), 0, 1)
    falloff = (1 - outside) ** 2 * (1 + 0.5 * np.cos(outside * 19) * p.fade("halo_bands", 0.3, 0.9))
    beams = 0.5 + 0.5 * np.cos(angle * 12 + p.span("phase_angle", 0, 3.0))
    falloff = falloff * (1 - p.fade("rays", 0.45, 0.9) * beams * step(outside, 0.02, 0.25))
    halo_colour = mix(c.glow, c.light, step(outside, 0.5, 0.0))
    picture.over(np.clip(falloff * p.span("halo", 0.12, 0.85), 0, 1), halo_colour)

    ring = p.fade("ring", 0.5, 0.75)
    tilt = p.span("ring_tilt", -0.7, 0.7)
    along = dx * math.cos(tilt) + dy * math.sin(tilt)
    across = (dy * math.cos(tilt) - dx * math.sin(tilt)) / 0.27
    ellipse = np.hypot(along, across)
    inner = radius * p.span("ring_size", 1.2, 1.35)
    outer = inner + radius * 0.38
    hoop = step(ellipse, inner - 2 * _SOFT, inner + 2 * _SOFT) * step(ellipse, outer + 2 * _SOFT, outer - 2 * _SOFT)
    hoop = hoop * ring * (0.75 + 0.25 * np.cos((ellipse - inner) / radius * 24))
    ring_colour = mix(c.haze, c.accent, 0.35)
    picture.over(hoop * (across < 0), ring_colour)

    ball = step(distance, radius + _SOFT, radius - _SOFT)
    marking = blend(fields(2, 0.12, 1.2, 21), [p.normal("surface_1"), p.normal("surface")])
    banded = np.sin(across * 0.27 / radius * 9 + 0.9 * marking)
    seas = p["surface"]
    pattern = (1 - seas) * step(marking, -0.2, 1.2) + seas * (0.5 + 0.5 * banded)
    pattern = pattern + 0.12 * shifted(fields(1, 0.05, 1.0, 22)[0], rng)
    bright = mix(c.light, c.glow, p.span("accent", 0.0, 0.85))
    body = mix(bright, mix(c.haze, c.ground, 0.45), np.clip(0.62 * pattern, 0, 1))
    # A lit sphere: the terminator sweeps from a full disc to a crescent.
    turn = p.span("phase_angle", -2.6, 0.6)
    height = np.sqrt(np.clip(1 - (distance / radius) ** 2, 0, 1))
    facing = (dx * math.cos(turn) + dy * math.sin(turn)) / radius
    phase = p.span("phase", 0.0, 2.3)
    light = step(facing * math.sin(phase) + height * math.cos(phase), -0.12, 0.3)
    night = mix(c.shadow, mix(c.ground, c.haze, 0.4), p["earthshine"])
    body = mix(night, body, light * (0.62 + 0.38 * height))
    picture.over(ball, body)
    picture.over(hoop * (across >= 0), ring_colour)

    size = radius * 0.24 * p.fade("companion", 0.35, 1.0)
    turn = p.span("companion_angle", -3.0, 3.0)
    mx, my = cx + math.cos(turn) * (radius * 1.38 + 0.025), cy + math.sin(turn) * (radius * 1.38 + 0.025)
    away = np.hypot(x - mx, y - my)
    moon = step(away, size + _SOFT, size - _SOFT) * smooth(size, 0.008, 0.02)
    shade = step((x - mx) * 0.7 + (y - my), -size, size + 1e-4)
    picture.over(moon, mix(c.light, mix(c.accent, c.ground, 0.3), shade))
    return picture


CELESTIAL = Subject("celestial", _PARAMETERS, _draw, strokes="round")
