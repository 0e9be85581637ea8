"""`crackdown clusters`: what goes by one IRI, and the announcements' own things that it is made of."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.console.printing import plain
from crackdown.reading import open_view

if TYPE_CHECKING:
    from crackdown.engines.loading import Engine
    from crackdown.graph.identity.clusters import Cluster
    from crackdown.graph.remote.address import Place


class ClusterFormat(StrEnum):
    """How clusters are printed."""

    text = "text"
    jsonl = "jsonl"


def print_clusters(place: Place, format_: ClusterFormat, *, only_merged: bool) -> None:
    """Print the clusters of a store, one a line or, for people, with its members below."""
    from crackdown.graph.identity.clusters import read_clusters

    with open_view(place) as view:
        _print(read_clusters(view), format_, only_merged=only_merged)


def print_clusters_of(records: Path, engine: Engine | None, format_: ClusterFormat, *, only_merged: bool) -> int:
    """Print the clusters that a store of these records would have; return 1 where a record cannot be used.

    Raises:
        InputError: there is no such file.
        EngineUnavailable: see `engines.on_ray.connected`.
    """
    from crackdown.engines.identity import resolve

    clusters, problems = resolve(records, engine)
    for problem in problems:
        print(f"crackdown: {plain(problem)}", file=sys.stderr)
    _print(clusters, format_, only_merged=only_merged)
    return 1 if problems else 0


def _print(clusters: Iterable[Cluster], format_: ClusterFormat, *, only_merged: bool) -> None:
    for cluster in clusters:
        if only_merged and len(cluster.members) == 1:
            continue
        if format_ is ClusterFormat.jsonl:
            values = {"iri": cluster.iri, "type": cluster.type, "members": cluster.members}
            print(json.dumps(values, ensure_ascii=False), flush=True)
        else:
            print(f"{cluster.type} {cluster.iri}\n    {plain(', '.join(sorted(cluster.names)))}")
            print("".join(f"    {plain(member)}\n" for member in cluster.members), end="")
