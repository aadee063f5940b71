"""Figure: a cloaked person from bust to full height, with hair or hood, a face in half light and a halo."""

from __future__ import annotations

import numpy as np
import skia

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import Picture, blur, grid, pixels, skia_mask, step
from .subject import Subject

_PARAMETERS = (
    "x", "closeness", "turn", "shoulders", "flare", "lean", "head", "hair", "halo_size", "sweep",
    "halo", "folds", "fold_shape", "light_side", "hood", "sash",
    *SHARED_FINE, "gilding",
)  # fmt: skip


def _mask(path: skia.Path) -> np.ndarray:
    return skia_mask(lambda canvas: canvas.drawPath(path, skia.Paint(AntiAlias=True)))


def _oval(x: float, y: float, rx: float, ry: float, angle: float) -> skia.Path:
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    path.transform(skia.Matrix().setRotate(float(np.degrees(angle)), x, y))
    return path


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    side = p.span("light_side", -1.0, 1.0)
    close = p["closeness"] ** 1.5
    head = (0.062 + 0.052 * close) * p.span("head", 0.88, 1.14)
    cx = p.span("x", 0.42, 0.58)
    hy = 0.19 + 0.12 * close
    lean = p.span("lean", -0.07, 0.07)
    turn = p.span("turn", -0.3, 0.3)
    hx = cx + lean
    neck = hy + head * 1.15
    shoulder_y = hy + head * 1.95
    shoulder = head * p.span("shoulders", 1.5, 2.3)
    foot = 0.955 + 0.3 * close
    flare = shoulder * p.span("flare", 0.85, 1.75) * (0.75 + 0.25 / (0.3 + close))
    sweep = p.span("sweep", -0.14, 0.14)

    radius = head * p.span("halo_size", 1.5, 2.5)
    ring = np.hypot(x - hx, y - hy)
    disc = step(ring, radius + 0.008, radius - 0.004)
    strength = p.fade("halo", 0.2, 0.75)
    hoop = np.exp(-(((ring - radius * 0.93) / 0.012) ** 2))
    ticks = 0.5 + 0.5 * np.cos(np.arctan2(y - hy, x - hx) * 24)
    gold = mix(c.glow, c.light, np.clip(hoop + 0.35 * ticks * step(ring, radius * 0.55, radius * 0.8), 0, 1))
    picture.over(disc * strength * np.clip(0.35 + 0.65 * p["accent"] + 0.6 * hoop, 0, 1), gold)

    hair = p.span("hair", 0.0, 1.0)
    hood = p.fade("hood", 0.45, 0.85)
    tress = skia.Path()
    drop = hy + head * (0.5 + 2.3 * hair)
    wide = head * (1.02 + 0.22 * hair)
    tress.moveTo(hx - wide, hy)
    tress.cubicTo(hx - wide, hy - head * 1.5, hx + wide, hy - head * 1.5, hx + wide, hy)
    tress.cubicTo(hx + wide * 1.1, hy + head, hx + wide * 1.1, drop, hx + wide * 0.6 + sweep * 0.4, drop)
    tress.lineTo(hx - wide * 0.6 + sweep * 0.4, drop)
    tress.cubicTo(hx - wide * 1.1, drop, hx - wide * 1.1, hy + head, hx - wide, hy)
    tress.close()
    hair_mask = _mask(tress)
    strands = np.sin((x - hx - 0.3 * sweep * (y - hy)) * 160 / (1 + 4 * close) + 3 * blend(fields(1, 0.12, 0.5, 91), [1.0]))
    cloth = mix(c.accent, c.shadow, 0.15)
    hair_tone = step(0.5 * strands + 3.0 * side * (x - hx) / head * 0.3, -1.1, 1.1)
    hair_colour = mix(mix(c.ink, c.shadow, 0.2), mix(c.shadow, c.ground, 0.6), hair_tone)
    picture.over(hair_mask, mix(hair_colour, mix(mix(cloth, c.ink, 0.45), cloth, hair_tone), hood))

    cloak = skia.Path()
    left, right = cx - shoulder, cx + shoulder
    cloak.moveTo(hx - head * 0.42, neck - head * 0.1)
    cloak.cubicTo(hx - head * 0.6, shoulder_y - head * 0.35, left, shoulder_y - head * 0.35, left - head * 0.12, shoulder_y + head * 0.7)
    cloak.cubicTo(left - head * 0.3, shoulder_y + head * 2.5, cx - flare + sweep * 0.3, foot - 0.25, cx - flare + sweep, foot)
    cloak.quadTo(cx + sweep, foot + 0.035, cx + flare + sweep, foot)
    cloak.cubicTo(cx + flare + sweep * 0.3, foot - 0.25, right + head * 0.3, shoulder_y + head * 2.5, right + head * 0.12, shoulder_y + head * 0.7)
    cloak.cubicTo(right, shoulder_y - head * 0.35, hx + head * 0.6, shoulder_y - head * 0.35, hx + head * 0.42, neck - head * 0.1)
    cloak.close()
    body = _mask(cloak)
    down = np.clip((y - shoulder_y) / (foot - shoulder_y), 0, 1.3)
    spread = (x - cx - sweep * down**2) / (shoulder + (flare - shoulder) * down)
    drift = blend(fields(3, 0.3, 0.6, 92), [p.normal("fold_shape"), p.normal("folds"), 0.6])
    folds = np.sin(spread * 10 + 0.7 * drift) + 0.5 * np.sin(spread * 22 - 0.9 * drift)
    depth = p.span("folds", 0.25, 0.8)
    grain = shifted(fields(1, 0.05, 0.6, 93)[0], rng)
    tone = 1.35 * depth * folds * (0.25 + 0.75 * np.clip(down * 2.2, 0, 1)) + 1.25 * side * spread + 0.12 * grain + 0.3 - 0.6 * down
    robe_dark = mix(cloth, c.ink, 0.62)
    robe_lit = mix(mix(cloth, c.light, 0.5), c.glow, p.span("accent", 0.0, 0.4))
    robe = mix(robe_dark, cloth, step(tone, -1.5, 0.3))
    robe = mix(robe, robe_lit, step(tone, 0.1, 2.0))
    picture.over(body, robe)

    # Gilding: a border down the opening of the cloak and dots along the hem.
    gilding = p.fade("gilding", 0.25, 0.9)
    seam = np.exp(-(((spread - 0.08 * side) / 0.07) ** 2)) * step(down, -0.02, 0.06)
    hem = np.exp(-(((down - 0.9) / 0.018) ** 2)) * (0.4 + 0.6 * step(np.sin(spread * 40), -0.2, 0.5))
    picture.glaze(np.clip(body * gilding * np.maximum(0.8 * seam, 0.9 * hem), 0, 1), mix(c.glow, c.light, 0.25))
    sash = p.fade("sash", 0.45, 0.9)
    belt = np.exp(-(((down - 0.34 - 0.08 * spread) / 0.03) ** 2)) * (1 - close)
    collar = np.exp(-(((np.hypot(x - hx, (y - neck) * 1.3) - head * 1.15) / (head * 0.3)) ** 2)) * step(down, 0.3, 0.1)
    picture.glaze(np.clip(body * sash * np.maximum(0.85 * belt, 0.8 * collar), 0, 1), mix(c.light, c.haze, 0.5 + 0.3 * np.tanh(folds)))

    throat = skia.Path()
    throat.addRoundRect(skia.Rect(hx - head * 0.34, hy + head * 0.5, hx + head * 0.34, neck + head * 0.35), head * 0.3, head * 0.3)
    skin_dark = mix(mix(c.ground, c.shadow, 0.5), c.glow, 0.12)
    skin_lit = mix(mix(c.light, c.glow, 0.35), c.haze, 0.25)
    picture.over(_mask(throat), mix(skin_dark, skin_lit, 0.25))

    face = _mask(_oval(hx + turn * head * 0.35, hy + head * 0.06, head * 0.72, head * 0.98, turn * 0.6))
    fx = (x - hx - turn * head * 0.35) / head
    fy = (y - hy) / head
    shade = 1.5 * side * (fx - turn * 0.2) - 0.3 * fy + 0.1 * grain + 0.15
    skin = mix(skin_dark, skin_lit, step(shade, -0.65, 0.75))
    picture.over(face, skin)
    _features(picture, face, fx - 0.35 * turn, fy, close, mix(c.ink, c.shadow, 0.5), mix(c.accent, c.glow, 0.45))

    brow = hy - head * (0.42 - 0.25 * hood)
    veil = hair_mask * step(y + 0.35 * turn * (x - hx), brow + head * 0.12, brow - head * 0.12)
    frame = hair_mask * step(np.abs(fx - 0.1 * turn), 0.5 - 0.04 * hood, 0.82) * step(fy, 1.6, 0.7)
    cover = np.clip(np.maximum(veil, frame), 0, 1)
    picture.over(cover, mix(hair_colour, mix(mix(cloth, c.ink, 0.45), robe_lit, hair_tone), hood))
    soft = blur(hair_mask, 0.012)
    rim = np.clip((hair_mask - np.roll(soft, pixels(3 * side) or 1, 1)) * 1.2, 0, 1)
    picture.glaze(0.5 * rim, mix(c.glow, c.light, 0.4))
    edge = np.clip(body - np.roll(blur(body, 0.008), pixels(-4 * side), 1), 0, 1)
    picture.glaze(0.45 * edge, mix(c.glow, c.light, 0.3))
    return picture


def _features(picture: Picture, face: np.ndarray, fx: np.ndarray, fy: np.ndarray, close: float, dark: np.ndarray, lip: np.ndarray) -> None:
    """Sockets, eyes, brows, nose and mouth: broad marks on a small face, finer ones as it comes close."""
    strength = 0.72 + 0.23 * close
    sockets = sum(np.exp(-(((fx - s * 0.3) / 0.2) ** 2) - ((fy + 0.02) / 0.15) ** 2) for s in (-1, 1))
    eyes = sum(np.exp(-(((fx - s * 0.3) / 0.14) ** 2) - ((fy - 0.02) / 0.075) ** 2) for s in (-1, 1))
    brows = sum(np.exp(-(((fx - s * 0.32) / 0.17) ** 2) - ((fy + 0.17 - 0.1 * np.abs(fx)) / 0.04) ** 2) for s in (-1, 1))
    nose = np.exp(-(((fx - 0.05) / 0.06) ** 2)) * step(fy, 0.0, 0.3) * step(fy, 0.44, 0.34)
    under = np.exp(-(((fx - 0.02) / 0.14) ** 2) - ((fy - 0.4) / 0.05) ** 2)
    mouth = np.exp(-((fx / 0.2) ** 2) - ((fy - 0.62) / 0.06) ** 2)
    picture.glaze(np.clip(face * (0.45 - 0.2 * close) * np.clip(sockets, 0, 1), 0, 1), mix(dark, lip, 0.5))
    picture.glaze(np.clip(face * strength * np.clip(eyes + 0.6 * brows + 0.35 * nose + 0.4 * under, 0, 1), 0, 1), dark)
    picture.glaze(np.clip(face * strength * 0.9 * mouth, 0, 1), lip)


FIGURE = Subject("figure", _PARAMETERS, _draw, strokes="draped")
