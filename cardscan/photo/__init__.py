"""From a file to an upright picture with its time and place."""
