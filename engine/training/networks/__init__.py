"""The networks of the house model."""
