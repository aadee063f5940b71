"""Writes latent.json beside this file: from a seed to a raster of the tiny model, step by step, by another
implementation than the engine's (Python's hashlib and statistics, numpy, Python's onnxruntime).

    python3 -m venv .venv && .venv/bin/pip install numpy==2.4.6 onnxruntime==1.31.1
    .venv/bin/python test/vectors/latent.py && npx biome format --write test/vectors/latent.json
"""

import base64
import hashlib
import json
import struct
from pathlib import Path
from statistics import NormalDist

import numpy as np
import onnxruntime

FOLDER = Path(__file__).parent
TINY = FOLDER.parent / "fixtures/tinyModel"
MODEL = json.loads((TINY / "model.json").read_text())
W, ROWS, SIZE = MODEL["wDimension"], MODEL["layers"], MODEL["resolution"]
SEED = bytes(range(32))
OTHER = bytes([0xA7]) * 32


def main() -> None:
    vectors = {
        "model": hashlib.sha256((TINY / "model.json").read_bytes()).hexdigest(),
        "z": [z_vector(seed, variant) for seed, variant in [(SEED, 0), (SEED, 7), (OTHER, 255)]],
        "noise": [noise_vector(SEED, variant, item) for variant in (0, 7) for item in MODEL["noise"]],
        "w": [w_vector(SEED, variant, name) for name in MODEL["classes"] for variant in (0, 1, 2, 9)],
        "rasters": [raster_vector(recipe) for recipe in recipes()],
    }
    (FOLDER / "latent.json").write_text(json.dumps(vectors, indent=2) + "\n")


def recipes() -> list[dict]:
    plain = {
        "kind": "latent",
        "model": hashlib.sha256((TINY / "model.json").read_bytes()).hexdigest(),
        "class": "figure",
        "seed": "0x" + SEED.hex(),
        "coarse": 0,
        "middle": 1,
        "fine": 2,
        "partner": 0,
        "mix": 0,
        "truncation": 1000,
        "noise": {"variant": 0, "strength": 255},
        "position": [],
        "directions": [],
    }
    rich = plain | {
        "partner": 9,
        "mix": 100,
        "truncation": 650,
        "noise": {"variant": 7, "strength": 90},
        "position": [{"axis": 0, "amount": 512}, {"axis": 3, "amount": -77}],
        "directions": [{"name": "height", "amount": -384}],
    }
    placed = plain | {
        "class": "sky",
        "truncation": 0,
        "noise": {"variant": 0, "strength": 0},
        "position": [{"axis": 1, "amount": -300}],
        "directions": [{"name": "warmth", "amount": 200}],
    }
    return [plain, rich, placed, {"kind": "morph", "from": plain, "to": rich, "step": 3, "of": 8}]


def normals(key: bytes, count: int) -> np.ndarray:
    """SHA-256 in counter mode, each 32-bit word u the quantile of (u + 1/2) / 2^32."""
    quantile = NormalDist().inv_cdf
    values = []
    for counter in range(-(-count // 8)):
        digest = hashlib.sha256(key + struct.pack(">I", counter)).digest()
        values += [quantile((word + 0.5) / 2**32) for word in struct.unpack(">8I", digest)]
    return np.array(values[:count], np.float32)


def z_of(seed: bytes, variant: int) -> np.ndarray:
    return normals(seed + bytes([variant]), MODEL["zDimension"])


def noise_of(seed: bytes, variant: int, item: dict) -> np.ndarray:
    return normals(seed + bytes([variant]) + b"noise:" + item["input"].encode(), item["resolution"] ** 2)


def w_of(seed: bytes, variant: int, name: str) -> np.ndarray:
    number = np.array([MODEL["classes"].index(name)], np.int64)
    return run("mapping.onnx", {"z": z_of(seed, variant)[None], "class": number})[0]


def ws_of(recipe: dict) -> np.ndarray:
    """[rows, W]: mix, truncation, position, directions, in this order."""
    seed, name = bytes.fromhex(recipe["seed"][2:]), recipe["class"]
    number = MODEL["classes"].index(name)
    tensors = latents()
    mean = tensors["mean"][number].astype(np.float64)
    ws = np.zeros((ROWS, W), np.float32)
    for band, rows in MODEL["bands"].items():
        w = w_of(seed, recipe[band], name)
        if recipe["mix"] > 0:
            w = lerp(w, w_of(seed, recipe["partner"], name), recipe["mix"] / 255)
        w = mean + recipe["truncation"] / 1000 * (w.astype(np.float64) - mean)
        for step in recipe["position"]:
            axis = step["axis"]
            w += step["amount"] / 256 * float(tensors["axes_scale"][number, axis]) * tensors["axes"][number, axis].astype(np.float64)
        for step in recipe["directions"]:
            for i, direction in enumerate(MODEL["directions"]):
                if (direction["class"], direction["name"]) == (name, step["name"]) and band in direction["bands"]:
                    w += step["amount"] / 256 * tensors["directions"][i].astype(np.float64)
        ws[rows] = w
    return ws


def noises_of(recipe: dict) -> list[np.ndarray]:
    seed, noise = bytes.fromhex(recipe["seed"][2:]), recipe["noise"]
    fields = [noise_of(seed, noise["variant"], item).astype(np.float64) for item in MODEL["noise"]]
    return [(noise["strength"] / 255 * field).astype(np.float32) for field in fields]


def raster_vector(recipe: dict) -> dict:
    if recipe["kind"] == "morph":
        t = recipe["step"] / recipe["of"]
        ws = lerp(ws_of(recipe["from"]), ws_of(recipe["to"]), t)
        noises = [lerp(a, b, t) for a, b in zip(noises_of(recipe["from"]), noises_of(recipe["to"]))]
        name = recipe["from"]["class"]
    else:
        ws, noises, name = ws_of(recipe), noises_of(recipe), recipe["class"]
    feeds = {item["input"]: noise.reshape(1, 1, item["resolution"], -1) for item, noise in zip(MODEL["noise"], noises)}
    rgba = run("synthesis.onnx", {"ws": ws[None], **feeds})
    for upscaler in MODEL["upscalers"]:
        rgba = run(upscaler["path"], {"rgba": rgba})
    pixels = straight(rgba[0], name in MODEL["opaqueClasses"])
    return {"recipe": recipe, "ws": rounded(ws.ravel()), "rgba": base64.b64encode(pixels.tobytes()).decode()}


def straight(rgba: np.ndarray, opaque: bool) -> np.ndarray:
    """[4, n, n] premultiplied in -1..1 to [n, n, 4] bytes with straight colour."""
    unit = (rgba.astype(np.float64) + 1) / 2
    alpha = np.minimum(1, unit[3])
    opacity = np.full_like(alpha, 255) if opaque else np.rint(np.clip(alpha * 255, 0, 255))
    there = (alpha > 0) & (opacity > 0)
    colour = np.rint(np.clip(unit[:3] * 255 / np.where(there, alpha, 1), 0, 255)) * there
    return np.concatenate([colour, opacity[None]]).transpose(1, 2, 0).astype(np.uint8)


def lerp(a: np.ndarray, b: np.ndarray, t: float) -> np.ndarray:
    return ((1 - t) * a.astype(np.float64) + t * b.astype(np.float64)).astype(np.float32)


def latents() -> dict[str, np.ndarray]:
    content = (TINY / MODEL["files"]["latents"]["path"]).read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    data = content[8 + length :]
    header = json.loads(content[8 : 8 + length])
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()
    }


def run(path: str, feeds: dict) -> np.ndarray:
    session = onnxruntime.InferenceSession(TINY / path, providers=["CPUExecutionProvider"])
    return session.run(None, feeds)[0]


def z_vector(seed: bytes, variant: int) -> dict:
    z = z_of(seed, variant)
    return {"seed": "0x" + seed.hex(), "variant": variant, "first": rounded(z[:4]), "sha256": digest(z)}


def noise_vector(seed: bytes, variant: int, item: dict) -> dict:
    noise = noise_of(seed, variant, item)
    return {"seed": "0x" + seed.hex(), "variant": variant, **item, "first": rounded(noise[:4]), "sha256": digest(noise)}


def w_vector(seed: bytes, variant: int, name: str) -> dict:
    return {"seed": "0x" + seed.hex(), "variant": variant, "class": name, "w": rounded(w_of(seed, variant, name))}


def digest(values: np.ndarray) -> str:
    """Of the 32-bit floats, little-endian."""
    return hashlib.sha256(values.astype("<f4").tobytes()).hexdigest()


def rounded(values: np.ndarray) -> list[float]:
    """The shortest decimals that give the 32-bit floats back."""
    return [float(str(np.float32(value))) for value in values]


if __name__ == "__main__":
    main()
