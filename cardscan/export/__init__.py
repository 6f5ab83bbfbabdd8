"""From people to files that other programs read."""
