"""`SERVICE` (SPARQL 1.1 Federated Query) for a few endpoints that whoever runs the server has named, and no others.

`inlining` asks what stands in each SERVICE clause of its endpoint and puts the rows in its place, so that the engine,
which runs without a network, never calls anybody. `fetching` asks: of public addresses alone, within a time and a size,
following no redirect.
"""

from crackdown.graph.federation.inlining import Federation

__all__ = ["Federation"]
