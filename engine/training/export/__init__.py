"""From checkpoints to the files an engine runs: ONNX graphs, latents and model.json."""
