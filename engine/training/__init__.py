"""Trains the house model: painter, generator, super-resolution, export, evaluation."""
