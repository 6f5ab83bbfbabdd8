"""Address books of other programs, vCard and CSV, as people to take in."""
