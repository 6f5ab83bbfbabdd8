"""Invented people's business cards: drawn flat, then photographed in software, with the exact truth beside them."""
