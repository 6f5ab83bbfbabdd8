"""cardscan: remember the people behind a stack of business cards."""

__version__ = "0.1.0"
