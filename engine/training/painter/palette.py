"""Colour: eight hand-mixed moods, interpolated in OKLab (Ottosson 2020, "A perceptual color space for image processing")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .parameters import Parameters

SLOTS = ("ink", "shadow", "ground", "haze", "light", "glow", "accent", "leaf")

_MOODS = (
    ("1d1622", "46293a", "93504a", "d9a58a", "f7dfbd", "f2984a", "3f6b78", "5b4a34"),  # ember dusk
    ("241d18", "59452f", "a07d49", "dcc08c", "f9eecd", "f3b647", "7a4a5a", "6d6a38"),  # golden hour
    ("2b2a2c", "5f5a58", "a89a8a", "d9cdbd", "f7f0e3", "f2c496", "56797f", "78825f"),  # linen morning
    ("14262b", "2f5257", "6b938c", "b9d2c4", "f2f4e2", "f5d592", "c06a55", "4c7460"),  # sea glass
    ("0f1730", "293a66", "56709c", "a3b5d0", "e8eaf0", "f7cd74", "d08a6a", "2f5560"),  # blue hour
    ("090d1c", "18233f", "33476a", "6c82a0", "d3dde6", "f3e3ac", "8a6fae", "1f3a40"),  # night
    ("1b1728", "3d3556", "74658c", "b3a4bb", "eee4e8", "f5da86", "4f8a86", "4b5a4a"),  # violet storm
    ("2a1420", "67303f", "ab6069", "dfb0a8", "fae8dc", "f8ae74", "2f7a78", "6a6a4a"),  # rose madder
)

_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_TO_RGB = np.linalg.inv(_RGB_TO_LMS)
_LAB_TO_LMS = np.linalg.inv(_LMS_TO_LAB)


def to_lab(srgb: np.ndarray) -> np.ndarray:
    """sRGB in [0, 1] to OKLab, [..., 3]."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _RGB_TO_LMS.T) @ _LMS_TO_LAB.T


def to_srgb(lab: np.ndarray) -> np.ndarray:
    """OKLab to sRGB clipped to [0, 1], [..., 3] f32."""
    linear = np.clip((lab @ _LAB_TO_LMS.T) ** 3 @ _LMS_TO_RGB.T, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


_MOOD_LAB = to_lab(np.array([[[int(c[i : i + 2], 16) / 255 for i in (0, 2, 4)] for c in mood] for mood in _MOODS]))


@dataclass(frozen=True)
class Palette:
    """Eight colours of one picture, sRGB f32 [3, 1, 1] each."""

    ink: np.ndarray
    shadow: np.ndarray
    ground: np.ndarray
    haze: np.ndarray
    light: np.ndarray
    glow: np.ndarray
    accent: np.ndarray
    leaf: np.ndarray


def palette(p: Parameters) -> Palette:
    """The colours of a picture from its mood, hue, saturation, light and warmth.

    Mood walks the eight hand-mixed sets; the other four are small, bounded shifts, so no draw leaves good taste.
    """
    position = p["mood"] * (len(_MOODS) - 1)
    i = min(int(position), len(_MOODS) - 2)
    lab = _MOOD_LAB[i] + (position - i) * (_MOOD_LAB[i + 1] - _MOOD_LAB[i])
    lightness, chroma = lab[:, 0], lab[:, 1:]
    turn = p.span("hue", -0.5, 0.5)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    chroma = chroma @ rotation * p.span("saturation", 0.55, 1.25)
    gamma = 2.0 ** p.span("light", 0.42, -0.42)
    lightness = lightness**gamma
    # Warm lights and cool shadows, or the reverse: the split is what makes a palette read as lit.
    warmth = p.span("warmth", -0.045, 0.045)
    chroma = chroma + np.outer(lightness - 0.35, [0.45, 1.0]) * warmth
    shifted = to_srgb(np.concatenate([lightness[:, None], chroma], axis=1))
    return Palette(**dict(zip(SLOTS, shifted[:, :, None, None], strict=True)))


def mix(a: np.ndarray, b: np.ndarray, t: float | np.ndarray) -> np.ndarray:
    """Linear mix of colours; an array `t` of shape [H, W] gives a picture [3, H, W]."""
    return a + (b - a) * t
