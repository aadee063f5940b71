"""The painter: a smooth function from (class, parameters, detail seed) to a painted RGBA layer."""
