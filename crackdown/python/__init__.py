"""The Python API and the notebook: one graph, open for questions, whose answers are tables, networks and quotes.

`investigation` opens a graph and asks it; `table` and `triples` are what answers come as, `thing` is one thing with all
that is known of it, `drawing` a network; `magic` is `%%sparql`.
"""
