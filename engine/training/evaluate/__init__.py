"""Measures and shows what an exported model does."""
