"""The reference of latent.bench.ts: a model's networks in Python's onnxruntime, one thread.

Usage: onnxruntimeReference.py MODEL_FOLDER. Says its version, then answers each line `NETWORK RUNS` on stdin with the
milliseconds of processor time of each run as JSON. NETWORK is a file name of the model.
"""

import json
import sys
from pathlib import Path
from time import process_time

import numpy as np
import onnxruntime


def main() -> None:
    folder = Path(sys.argv[1])
    print(onnxruntime.__version__, flush=True)
    networks: dict[str, tuple] = {}
    for line in sys.stdin:
        path, runs = line.split()
        if path not in networks:
            networks[path] = open_network(folder / path)
        print(json.dumps(measure(*networks[path], int(runs))), flush=True)


def open_network(path: Path) -> tuple[onnxruntime.InferenceSession, dict[str, np.ndarray]]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return session, {given.name: values(given) for given in session.get_inputs()}


def values(given) -> np.ndarray:
    shape = [length if isinstance(length, int) else 1 for length in given.shape]
    if given.type == "tensor(int64)":
        return np.zeros(shape, np.int64)
    return np.sin(np.arange(np.prod(shape)) * 1.7).astype(np.float32).reshape(shape) * np.float32(1.4)


def measure(session: onnxruntime.InferenceSession, feeds: dict[str, np.ndarray], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = process_time()
        session.run(None, feeds)
        times.append((process_time() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
