"""From a photo to flat cards."""
