"""Machine-readable codes printed on cards: found in pictures, and what their payloads say."""
