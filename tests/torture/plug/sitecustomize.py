"""Read by every Python process whose PYTHONPATH names this folder, the workers of an import too: lets the plug in."""

from tests.torture import plugged  # noqa: F401 - what it does, it does when it is imported
