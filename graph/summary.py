"""The graph at a glance: how much of what, when, and where a reader may start."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crackdown.graph.network import Network, network_of
from crackdown.graph.query import load
from crackdown.graph.things import Node
from crackdown.graph.view import View
from crackdown.ontology import path
from crackdown.ontology.terms import outcome, schema

_STARTS = ("agency", "official", "airport", "operation")


@dataclass(frozen=True, slots=True)
class Announcements:
    """How many announcements there are, how many in a language that is not read, how many by language."""

    total: int
    unread: int
    languages: dict[str, int]


@dataclass(frozen=True, slots=True)
class Month:
    """How many operations of each kind began in one month."""

    month: str
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A ready-made question in words and in SPARQL."""

    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The graph at a glance."""

    counts: dict[str, int]
    quads: int
    announcements: Announcements
    months: list[Month]
    starts: list[Node]
    questions: list[Question]
    version: str


def summarise(view: View) -> Summary:
    """Sum up a graph. Countries count where something is said of them."""
    network = network_of(view)
    nodes = [node for node in network.nodes.values() if node.degree or node.type != "country"]
    return Summary(
        counts=dict(sorted(Counter(node.type for node in nodes).items())),
        quads=int(str(view.select(load("size"))[0]["quads"])),
        announcements=_announcements(view, network),
        months=_months(nodes),
        starts=_starts(nodes),
        questions=questions(),
        version=view.version,
    )


def questions() -> list[Question]:
    """Return the ontology's competency questions: the first line of each file is the question."""
    found = []
    for file in sorted(path("competency").glob("*.rq")):
        first, _, rest = file.read_text(encoding="utf-8").partition("\n")
        lines = (line for line in rest.splitlines() if not line.startswith("#"))
        found.append(Question(first.lstrip("# "), "\n".join(lines).strip() + "\n"))
    return found


def _announcements(view: View, network: Network) -> Announcements:
    all_ = [node.iri for node in network.nodes.values() if node.type == "announcement"]
    languages = Counter(network.things.trait(iri, schema.inLanguage) or "und" for iri in all_)
    rows = view.select(load("outcomes"))
    without_facts = {outcome.language_not_read, outcome.partly_read}
    unread = {str(row["announcement"]) for row in rows if str(row.get("outcome")) in without_facts}
    return Announcements(len(all_), len(unread), dict(languages.most_common()))


def _months(nodes: Iterable[Node]) -> list[Month]:
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for node in nodes:
        if node.type == "operation" and node.from_ and node.kind:
            months[node.from_[:7]][node.kind] += 1
    return [Month(month, dict(sorted(kinds.items()))) for month, kinds in sorted(months.items())]


def _starts(nodes: Iterable[Node]) -> list[Node]:
    """Choose the best connected thing of each sort worth starting from."""
    best: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda node: (-node.degree, node.id)):
        best.setdefault(node.type, node)
    return [best[type_] for type_ in _STARTS if type_ in best]
