"""From lines of text to fields, each with a confidence."""
