"""An exported model folder, run with onnxruntime: what is measured is what is shipped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from safetensors.numpy import load_file

from ..painter.picture import SIZE

_CHUNK = 32


class ExportedModel:
    """Loads model.json and its files, checking every hash."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "model.json").exists():
            raise FileNotFoundError(f"no model at {folder}: run `python -m engine.training export` first")
        self.folder = folder
        self.description: dict[str, Any] = json.loads((folder / "model.json").read_text())
        files = self.description["files"]
        self._mapping = self._session(files["mapping"])
        self._synthesis = self._session(files["synthesis"])
        self.resolution: int = self.description["resolution"]
        self._upscaler = self._session(self.description["upscalers"][0]) if self.resolution < SIZE else None
        encoder = self.description["encoder"]
        self.encoder = self._session(encoder) if encoder is not None else None
        self._verify(files["latents"])
        self.latents = load_file(folder / files["latents"]["path"])
        self.classes: list[str] = self.description["classes"]

    def styles(self, z: np.ndarray, label: np.ndarray, truncation: float = 1.0) -> np.ndarray:
        """z [N, 512] and class [N] to w [N, 512], pulled towards the class mean."""
        (w,) = self._mapping.run(None, {"z": z.astype(np.float32), "class": label.astype(np.int64)})
        mean = self.latents["mean"][label]
        return mean + truncation * (w - mean)

    def position_of(self, w: np.ndarray, label: int) -> np.ndarray:
        """w [N, 512] of one class to coordinates [N, A] along its principal axes, in sigma."""
        return (w - self.latents["mean"][label]) @ self.latents["axes"][label].T / self.latents["axes_scale"][label]

    def at_position(self, position: np.ndarray, label: int) -> np.ndarray:
        """Coordinates [N, up to A] of one class back to w [N, 512]."""
        count = position.shape[1]
        axes = self.latents["axes"][label][:count] * self.latents["axes_scale"][label][:count, None]
        return (self.latents["mean"][label] + position @ axes).astype(np.float32)

    def encode(self, rgba: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Premultiplied RGBA [N, R, R, 4] in [0, 1] to class logits [N, C] and positions [N, A]."""
        return self.encoder.run(["class", "position"], {"rgba": (rgba.transpose(0, 3, 1, 2) * 2 - 1).astype(np.float32)})

    def spread(self, w: np.ndarray) -> np.ndarray:
        """w [N, 512] to ws [N, L, 512]."""
        return np.repeat(w[:, None], self.description["layers"], axis=1)

    def paint(self, ws: np.ndarray, noise: np.random.Generator | None = None) -> np.ndarray:
        """ws [N, L, 512] to premultiplied RGBA [N, R, R, 4] in [0, 1], with fresh noise or, by default, none."""
        return self._run(self._synthesis, "ws", ws.astype(np.float32), noise)

    def upscale(self, rgba: np.ndarray) -> np.ndarray:
        """The generator's pictures [N, R, R, 4] as the engine shows them: [N, 256, 256, 4], both in [0, 1]."""
        if self._upscaler is None:
            return rgba
        return self._run(self._upscaler, "rgba", (rgba.transpose(0, 3, 1, 2) * 2 - 1).astype(np.float32), None)

    def _run(self, session: onnxruntime.InferenceSession, name: str, values: np.ndarray, noise: np.random.Generator | None) -> np.ndarray:
        parts = []
        for start in range(0, len(values), _CHUNK):
            part = values[start : start + _CHUNK]
            feed = {name: part}
            for extra in session.get_inputs()[1:]:
                shape = (len(part), *extra.shape[1:])
                feed[extra.name] = np.zeros(shape, np.float32) if noise is None else noise.standard_normal(shape, np.float32)
            parts.append(session.run(None, feed)[0])
        return np.concatenate(parts).transpose(0, 2, 3, 1) * 0.5 + 0.5

    def _session(self, file: dict[str, Any]) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(str(self._verify(file)), options, providers=["CPUExecutionProvider"])

    def _verify(self, file: dict[str, Any]) -> Path:
        path = self.folder / file["path"]
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != file["sha256"]:
            raise ValueError(f"{path} has sha256 {found}, model.json says {file['sha256']}: export the model again")
        return path
