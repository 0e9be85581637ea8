"""Exports: the graph in the formats of other tools, each format a file of its own; releases of them, with deltas."""
