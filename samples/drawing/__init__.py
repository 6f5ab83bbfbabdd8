"""Draws invented people's business cards flat, with the truth of every field that stands on them."""
