"""`python -m tests.benchmarks.measures`: networkx, its backends, and other libraries beside it, at 10^3 to 10^5 edges.

The networks are made by preferential attachment (Barabási and Albert 1999), as a few agencies take part in most
operations; each library measures the same ones in one run. What is not installed, or does not go with this networkx,
says so in its cell. Betweenness is taken from a hundred nodes at 10^4 edges and above, but by rustworkx, which only
takes it whole, and at 10^5 edges not at all. Beside Louvain's method stands graspologic-native's Leiden.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import networkx as nx

SIZES = (1_000, 10_000, 100_000)
Backend: TypeAlias = Any  # a name, or None for networkx itself, which its types do not know
ATTACHED = 4  # edges a new node brings
SAMPLE = 100  # nodes from which paths are counted in the larger networks


def network(edges: int) -> nx.Graph[int]:
    """Make a network of about so many edges."""
    graph = nx.barabasi_albert_graph(edges // ATTACHED, ATTACHED, seed=7)
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 1), "weight")
    return graph


def betweenness(graph: nx.Graph[int], backend: Backend) -> object:
    """Measure betweenness, from a sample of nodes where the network is large."""
    sample = SAMPLE if graph.number_of_edges() > SIZES[0] else None
    return nx.betweenness_centrality(graph, k=sample, seed=7, backend=backend)


def rank(graph: nx.Graph[int], backend: Backend) -> object:
    """Measure PageRank."""
    return nx.pagerank(graph, backend=backend)


def communities(graph: nx.Graph[int], backend: Backend) -> object:
    """Find communities by Louvain's method."""
    return nx.community.louvain_communities(graph, seed=7, backend=backend)


COMMUNITIES = "communities (Louvain; Leiden)"
MEASURES: dict[str, Callable[[nx.Graph[int], Backend], object]] = {
    "betweenness": betweenness, "PageRank": rank, COMMUNITIES: communities,
}  # fmt: skip


def by_another(name: str, graph: nx.Graph[int]) -> object:
    """Measure with a library that has a graph of its own; making it counts too."""
    if name == COMMUNITIES:
        from graspologic_native import leiden

        return leiden(edges=[(str(one), str(two), 1.0) for one, two in graph.edges()], seed=7)
    import rustworkx as rx

    other = rx.PyGraph()
    other.add_nodes_from(list(graph))
    other.add_edges_from([(one, two, 1.0) for one, two in graph.edges()])
    if name == "betweenness" and graph.number_of_edges() < SIZES[-1] / 2:
        return rx.betweenness_centrality(other)
    if name == "PageRank":
        return rx.pagerank(other.to_directed(), weight_fn=float)
    raise NotImplementedError(f"rustworkx has no {name} for this size")


def timed(work: Callable[[], object]) -> str:
    """Tell how long something took, or why it was not done."""
    begun = time.perf_counter()
    try:
        work()
    except (ImportError, NotImplementedError, TypeError) as error:
        return f"– ({type(error).__name__})"
    return f"{time.perf_counter() - begun:.2f} s"


def main() -> None:
    """Print the table."""
    print(f"{os.cpu_count()} cores, networkx {nx.__version__}\n")
    print("| edges | measure | networkx | nx-parallel | GraphBLAS | another library |\n|---|---|---|---|---|---|")
    for edges in SIZES:
        graph = network(edges)
        for name, measure in MEASURES.items():
            cells = [timed(partial(measure, graph, backend)) for backend in (None, "parallel", "graphblas")]
            library = "graspologic-native" if name == COMMUNITIES else "rustworkx"
            cells.append(f"{timed(partial(by_another, name, graph))} ({library})")
            print(f"| {edges:,} | {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
