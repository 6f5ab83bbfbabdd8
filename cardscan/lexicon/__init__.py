"""Word lists and reference data, each with its source and licence."""
