"""Bust: head and shoulders, a long face with almond eyes in side light, hair, neck and a draped garment."""

from __future__ import annotations

import numpy as np

from .fields import blend, fields, shifted
from .palette import Palette, mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import Box, Picture, blur, box, grid, pixels, step
from .subject import Subject

_PARAMETERS = (
    "x", "size", "turn", "tilt", "jaw", "hair_length", "hair_volume", "shoulders", "neck", "robe",
    "light_side", "eyes", "gaze", "smile", "collar", "fringe",
    *SHARED_FINE, "blush",
)  # fmt: skip


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    side = p.span("light_side", -1.0, 1.0)
    head = p.span("size", 0.165, 0.225)
    cx = p.span("x", 0.44, 0.56)
    turn = p.span("turn", -0.4, 0.4)
    tilt = p.span("tilt", -0.16, 0.16)
    stretch = p.span("neck", 0.35, 0.85)
    hx, hy = cx + 0.6 * tilt * head, 0.15 + 1.18 * head
    chin = hy + head
    pit = chin + stretch * head
    grain = shifted(fields(1, 0.04, 1.0, 113)[0], rng)

    # Head coordinates: one unit is from the middle of the face to its chin.
    fx = ((x - hx) * np.cos(tilt) + (y - hy) * np.sin(tilt)) / head
    fy = ((y - hy) * np.cos(tilt) - (x - hx) * np.sin(tilt)) / head

    hair_dark = mix(c.ink, c.shadow, 0.3)
    hair_lit = mix(mix(c.shadow, c.ground, 0.75), c.glow, p.span("accent", 0.05, 0.5))
    volume = p.span("hair_volume", 1.0, 1.32)
    length = p.span("hair_length", 0.2, 2.6)
    wave = blend(fields(2, 0.16, 0.6, 111), [1.0, p.normal("hair_length")])
    strands = np.sin(9 * np.arctan2(fx, -fy - 0.4) + 1.3 * wave + 2.0 * np.hypot(fx, fy)) + 0.4 * np.sin(23 * np.arctan2(fx, -fy - 0.4) - 2.1 * wave) + 0.2 * grain
    hair = mix(hair_dark, hair_lit, step(0.36 * strands + 1.1 * side * fx - 0.7 * fy, -1.2, 1.5))
    fall = 0.8 * volume * (1 + 0.12 * np.sin(3.1 * fy + 0.5 * wave))
    cap = 1 - (fx / (0.86 * volume)) ** 2 - (np.minimum(fy + 0.12, 0) / (0.98 + 0.2 * (volume - 1))) ** 2
    back = step(cap, -0.04, 0.06) * step(fall - np.abs(fx), -0.03, 0.06) * step(length - fy, -0.05, 0.35)
    picture.over(back, mix(hair, hair_dark, 0.45 * step(fy, 0.0, 1.2)))

    cloth = mix(c.accent, c.shadow, 0.12)
    skin_dark = mix(mix(c.ground, c.shadow, 0.5), c.glow, 0.26)
    skin_lit = mix(mix(c.light, c.glow, 0.34), c.haze, 0.12)

    throat = 0.36 + 0.5 * np.clip((y - pit + 0.05) / (2 * head), 0, 1) ** 2
    along = (x - (hx + (cx - hx) * np.clip((y - hy) / (pit - hy), 0, 1))) / head
    neck = step(throat - np.abs(along), -0.025, 0.03) * step(y, hy, hy + 0.02) * step(y, pit + 0.75 * head, pit + 0.4 * head)
    cast = step(np.hypot((x - hx - 0.12 * side * head) / 0.75, y - chin + 0.12 * head), 0.72 * head, 0.3 * head)
    round_neck = mix(skin_dark, skin_lit, step(1.3 * side * along + 0.06 * grain + 0.25, -0.75, 0.9))
    picture.over(neck, mix(round_neck, mix(skin_dark, c.shadow, 0.5), 0.6 * cast))

    _garment(picture, p, c, cloth, cx, pit, head, side, grain)

    _face(picture, p, c, box(hx, hy, 1.05 * head, 1.15 * head), fx, fy, side, turn * 0.5, grain, (skin_dark, skin_lit))

    # Hair over the forehead, parted to one side; the frame at the temples.
    t = turn * 0.5
    fringe = p.span("fringe", -0.86, -0.42)
    hairline = fringe + 0.5 * (fx - 0.3 * turn) ** 2 + 0.05 * np.sin(7 * fx + 0.6 * wave)
    front = back * step(hairline - fy, -0.05, 0.07)
    temple = back * step(np.abs(fx - 0.18 * t), 0.56, 0.74) * step(length - fy, -0.05, 0.3) * step(fy, 1.5, 0.6)
    picture.over(np.maximum(front, temple), hair)
    shine = step(0.5 * strands + 1.2 * side * fx - 1.1 * fy, 1.1, 2.0) * back * step(fy, 0.1, -0.3)
    picture.glaze(0.55 * shine, mix(c.light, c.glow, 0.4))
    return picture


def _face(whole: Picture, p: Parameters, c: Palette, place: Box, fx: np.ndarray, fy: np.ndarray, side: float, t: float, grain: np.ndarray, tones: tuple[np.ndarray, np.ndarray]) -> None:
    """The face itself, within `place`. `t` is how far its features have turned."""
    picture, fx, fy, grain = whole.part(place), fx[place], fy[place], grain[place]
    skin_dark, skin_lit = tones
    skin_high = mix(c.light, c.glow, 0.12)
    width = 0.7 * (1 - p.span("jaw", 0.12, 0.3) * fy + 0.04 * fy**2)
    inside = 1 - (fx / width) ** 2 - fy**2
    face = step(inside, -0.035, 0.05)
    gx = fx - t * (1 - 0.35 * fx**2)
    # Planes of the face: forehead and cheeks turn away from the light, sockets and the side of the nose lie in shade.
    tone = 1.15 * side * (fx - 0.25 * t) - 0.15 * fy + 0.05 * grain + 0.34
    socket = sum(np.exp(-(((gx - s * 0.32) / 0.2) ** 2) - ((fy + 0.05) / 0.13) ** 2) for s in (-1, 1))
    ridge = np.exp(-((gx / 0.1) ** 2)) * step(fy, -0.25, 0.0) * step(fy, 0.48, 0.36)
    flank = np.exp(-(((gx + np.sign(side) * 0.15 * min(1.0, 4 * abs(side))) / 0.09) ** 2)) * step(fy, -0.2, 0.15) * step(fy, 0.5, 0.36)
    under = np.exp(-((gx / 0.17) ** 2) - ((fy - 0.46) / 0.055) ** 2)
    below_lip = np.exp(-((gx / 0.2) ** 2) - ((fy - 0.8) / 0.05) ** 2)
    tone = tone - 0.55 * socket + 0.5 * ridge - 0.75 * flank - 0.6 * under - 0.35 * below_lip
    skin = mix(skin_dark, skin_lit, step(tone, -0.7, 0.6))
    skin = mix(skin, skin_high, 0.8 * step(tone, 0.55, 1.2))
    cheeks = sum(np.exp(-(((gx - s * 0.4) / 0.2) ** 2) - ((fy - 0.34) / 0.17) ** 2) for s in (-1, 1))
    rose = mix(mix(c.glow, c.accent, 0.35), skin_lit, 0.2)
    skin = mix(skin, rose, p.span("blush", 0.05, 0.5) * np.clip(cheeks, 0, 1))
    picture.over(face, skin)
    _features(picture, face, p, gx, fy, side, c, skin_lit, rose)


def _garment(picture: Picture, p: Parameters, c: Palette, cloth: np.ndarray, cx: float, pit: float, head: float, side: float, grain: np.ndarray) -> None:
    """Shoulders that leave the frame below, folds that fall from the collar, and a border at the neck."""
    x, y = grid()
    half = head * p.span("shoulders", 1.75, 2.45)
    d = np.abs(x - cx) / half
    # From the pit of the neck up its sides, along falling shoulders, and round into the arms.
    neckline = pit + head * (0.3 - 0.5 * step(d, 0.0, 0.3) + 0.62 * np.clip(d - 0.24, 0, None) + 6.5 * np.clip(d - 0.74, 0, None) ** 2)
    neckline = neckline + head * p.span("collar", 0.3, -0.3) * step(d, 0.3, 0.0)
    body = step(y - neckline, -0.006, 0.008) * step(1.06 + 0.22 * (y - pit) - d, -0.01, 0.03)
    down = np.clip((y - neckline) / 0.5, 0, 1)
    across = (x - cx) / half
    warp = blend(fields(3, 0.3, 0.6, 112), [p.normal("robe"), p.normal("collar"), 0.6])
    # Folds hang from the shoulders and meet in the middle, deeper towards the hem.
    hang = np.abs(across) * (1.25 - 0.5 * down) - 0.3 * down
    folds = np.sin(hang * 15 + 0.35 * warp) + 0.4 * np.sin(hang * 31 - 0.4 * warp)
    tone = p.span("robe", 0.7, 1.15) * folds * step(down, -0.1, 0.5) + 0.9 * side * across + 0.05 * grain + 0.35 - 0.6 * down
    dark, lit = mix(cloth, c.ink, 0.62), mix(mix(cloth, c.light, 0.5), c.glow, p.span("accent", 0.0, 0.4))
    robe = mix(dark, cloth, step(tone, -1.5, 0.1))
    robe = mix(robe, lit, step(tone, 0.15, 1.9))
    picture.over(body, robe)
    border = body * step(y - neckline, 0.055, 0.035) * step(d, 1.0, 0.85)
    gold = mix(mix(c.glow, c.ground, 0.35), c.light, step(side * across + 0.25 * grain + 0.1, -0.6, 0.7))
    picture.glaze(border * p.fade("collar", 0.25, 0.75), gold)
    rim = np.clip(body - np.roll(blur(body, 0.01), pixels(-4 * side), 1), 0, 1)
    picture.glaze(0.35 * rim, mix(c.glow, c.light, 0.4))


def _features(picture: Picture, face: np.ndarray, p: Parameters, gx: np.ndarray, fy: np.ndarray, side: float, c: Palette, skin: np.ndarray, rose: np.ndarray) -> None:
    """Brows, eyes, nose and mouth, each at its place on the face."""
    line = mix(c.ink, c.shadow, 0.35)
    open_ = p.span("eyes", 0.55, 1.15)
    gaze = p.span("gaze", -0.07, 0.07)
    white = mix(mix(c.light, c.haze, 0.35), skin, 0.25)
    iris = mix(c.accent, c.ink, 0.55)
    for s in (-1, 1):
        u = (gx - s * 0.33) / 0.2
        v = fy + 0.04 + 0.03 * s * u
        bow = np.clip(1 - u**2, 0, None)
        upper, lower = v + 0.105 * open_ * bow, 0.06 * open_ * bow - v
        eye = step(np.minimum(upper, lower), -0.012, 0.022) * step(np.abs(u), 1.05, 0.9)
        picture.glaze(face * eye, white)
        ball = np.hypot(gx - s * 0.33 - gaze, v + 0.012)
        picture.glaze(face * eye * step(ball, 0.1, 0.07), iris)
        picture.glaze(face * eye * step(ball, 0.055, 0.03), c.ink)
        picture.glaze(face * step(np.hypot(gx - s * 0.33 - gaze - 0.03 * side, v + 0.04), 0.034, 0.016) * eye, c.light)
        lid = np.exp(-((upper / 0.03) ** 2)) * step(np.abs(u), 1.2, 0.85)
        crease = np.exp(-(((upper + 0.075) / 0.022) ** 2)) * step(np.abs(u), 1.15, 0.5)
        lower_lid = np.exp(-((lower / 0.02) ** 2)) * step(np.abs(u), 1.1, 0.6)
        picture.glaze(face * np.clip(0.95 * lid + 0.4 * crease + 0.4 * lower_lid, 0, 1), line)
        # A brow begins above the inner corner of its eye: the two never meet over the nose.
        arch = fy + 0.24 + 0.075 * np.clip(1 - ((u - 0.25 * s) / 1.3) ** 2, 0, None)
        brow = np.exp(-((arch / (0.034 * (1 - 0.3 * (s * u).clip(-1, 1)))) ** 2)) * step(s * u, -0.95, -0.5) * step(s * u, 1.35, 0.8)
        picture.glaze(face * 0.8 * brow, line)
    nostrils = sum(np.exp(-(((gx - s * 0.085) / 0.045) ** 2) - ((fy - 0.43) / 0.025) ** 2) for s in (-1, 1))
    edge = np.exp(-(((gx + 0.1 * side) / 0.035) ** 2)) * step(fy, -0.1, 0.3) * step(fy, 0.44, 0.36)
    picture.glaze(face * np.clip(0.75 * nostrils + 0.3 * abs(side) * edge, 0, 1), mix(line, rose, 0.25))
    smile = p.span("smile", -0.04, 0.075)
    m = gx / 0.24
    centre = fy - 0.63 + smile * (m**2 - 0.4)
    arc = np.clip(1 - m**2, 0, None)
    upper = step(np.minimum(centre + 0.075 * arc * (1 - 0.35 * np.exp(-((m / 0.2) ** 2))), -centre), -0.008, 0.02)
    lower = step(np.minimum(centre, 0.09 * arc - centre), -0.008, 0.02)
    lips = mix(rose, c.accent, 0.35)
    picture.glaze(face * 0.85 * upper, mix(lips, c.ink, 0.38))
    picture.glaze(face * 0.85 * lower, mix(lips, skin, 0.28))
    picture.glaze(face * 0.9 * np.exp(-((centre / 0.02) ** 2)) * step(np.abs(m), 1.1, 0.8), line)


BUST = Subject("bust", _PARAMETERS, _draw, strokes="fine")
