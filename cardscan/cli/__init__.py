"""The terminal: the only room that talks to a person."""
