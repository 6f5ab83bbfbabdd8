"""Benchmarks: cardscan beside what people write today, on photos whose truth is known."""
