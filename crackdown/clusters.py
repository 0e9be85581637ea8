"""`crackdown clusters`: what goes by one IRI, and the announcements' own things that it is made of."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

from crackdown.printing import plain
from crackdown.reading import open_view

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place


class ClusterFormat(StrEnum):
    """How clusters are printed."""

    text = "text"
    jsonl = "jsonl"


def print_clusters(place: Place, format_: ClusterFormat, *, only_merged: bool) -> None:
    """Print the clusters of a store, one a line or, for people, with its members below."""
    from crackdown.graph.identity.clusters import read_clusters

    with open_view(place) as view:
        for cluster in read_clusters(view):
            if only_merged and len(cluster.members) == 1:
                continue
            if format_ is ClusterFormat.jsonl:
                values = {"iri": cluster.iri, "type": cluster.type, "members": cluster.members}
                print(json.dumps(values, ensure_ascii=False), flush=True)
            else:
                print(f"{cluster.type} {cluster.iri}\n    {plain(', '.join(sorted(cluster.names)))}")
                print("".join(f"    {plain(member)}\n" for member in cluster.members), end="")
