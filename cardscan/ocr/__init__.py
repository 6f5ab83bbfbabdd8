"""From a flat card to lines of text in reading order."""
