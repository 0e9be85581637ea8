"""One file that holds all of a store that cannot be made again, and the way back from it."""
