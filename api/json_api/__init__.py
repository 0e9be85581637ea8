"""The JSON API that the explorer reads, and the shapes of its answers."""
