"""Faces on a picture: where they are, cut out, painted over. Nobody is ever recognised."""
