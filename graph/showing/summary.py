"""The graph at a glance: how much of what, when, and where a reader may start."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node
from crackdown.graph.storage.age import age_of
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View
from crackdown.graph.telling.readings import readings_of
from crackdown.ontology import path
from crackdown.ontology.base import BASE
from crackdown.ontology.namespaces import DATA_PATHS, TERMS_BASE
from crackdown.ontology.terms import outcome, schema

# A comment of a question's file that tells something of it by name.
_TOLD: Final = re.compile(r"# (\w+): (.+)")
_STARTS = ("agency", "official", "airport", "operation")
_ACTORS = ("agency", "official")
_LISTED = 7  # of the newest, of the best connected, of the disputed


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
    """A ready-made question in words and in SPARQL.

    `name` is that of its file, `theme` what it is about, `titles` the question in other languages by their codes.
    """

    title: str
    query: str
    name: str
    theme: str
    titles: dict[str, str]

    def title_in(self, language: str) -> tuple[str, str]:
        """Return the question in a language, and that language: English where it is not told in the other."""
        code = language.partition("-")[0]
        return (self.titles[code], code) if code in self.titles else (self.title, "en")


@dataclass(frozen=True, slots=True)
class Summary:
    """The graph at a glance.

    Attributes:
        newest: the operations announced last, the newest first; totals are of several, and none of them is new.
        connected: the agencies and officials that are linked to most.
        disputed: the newest operations, totals too, of which numbers are told that cannot all be right; `disputes`
            counts all.
    """

    counts: dict[str, int]
    quads: int
    announcements: Announcements
    months: list[Month]
    starts: list[Node]
    newest: list[Node]
    connected: list[Node]
    disputed: list[Node]
    disputes: int
    questions: list[Question]
    version: str


def _summarise(view: View) -> Summary:
    network = network_of(view)
    nodes = [node for node in network.nodes.values() if node.degree or node.type != "country"]
    operations = _newest_first(nodes)
    disputed = [node for node in operations if node.disputed]
    return Summary(
        counts=dict(sorted(Counter(node.type for node in nodes).items())),
        quads=age_of(view).quads,
        announcements=_announcements(view, network),
        months=_months(nodes),
        starts=_starts(nodes),
        newest=[node for node in operations if not node.total][:_LISTED],
        connected=_connected(nodes)[:_LISTED],
        disputed=disputed[:_LISTED],
        disputes=len(disputed),
        questions=questions(),
        version=view.version,
    )


_KEPT = Kept(_summarise)


def summarise(view: View) -> Summary:
    """Sum up a graph, once for each version of it. Countries count where something is said of them."""
    return _KEPT(view)


def questions() -> list[Question]:
    """Return the ontology's competency questions: the first line of each file is the question.

    Comments below it tell the theme (`# Theme: figures`) and the question in other languages (`# fr: …`).
    """
    found = []
    for file in sorted(path("competency").glob("*.rq")):
        first, _, rest = file.read_text(encoding="utf-8").partition("\n")
        told = {match[1]: match[2] for line in rest.splitlines() if (match := _TOLD.fullmatch(line))}
        lines = (line for line in rest.splitlines() if not line.startswith("#"))
        query = _under_our_base("\n".join(lines).strip() + "\n")
        theme = told.pop("Theme", "")
        told.pop("Expect", None)
        found.append(Question(first.lstrip("# "), query, file.stem, theme, told))
    return found


def _under_our_base(query: str) -> str:
    """Have the prefixes of things that a query declares follow the base."""
    for folder in DATA_PATHS:
        query = query.replace(f"<{TERMS_BASE}{folder}/>", f"<{BASE}{folder}/>")
    return query


def _announcements(view: View, network: Network) -> Announcements:
    all_ = [node.iri for node in network.nodes.values() if node.type == "announcement"]
    languages = Counter(network.things.trait(iri, schema.inLanguage) or "und" for iri in all_)
    without_facts = {outcome.language_not_read, outcome.partly_read}
    unread = sum(1 for found in readings_of(view).outcomes.values() if found & without_facts)
    return Announcements(len(all_), unread, dict(languages.most_common()))


def _months(nodes: Iterable[Node]) -> list[Month]:
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for node in nodes:
        if node.type == "operation" and node.from_ and node.kind:
            months[node.from_[:7]][node.kind] += 1
    return [Month(month, dict(sorted(kinds.items()))) for month, kinds in sorted(months.items())]


def _newest_first(nodes: Iterable[Node]) -> list[Node]:
    """Put operations in order, those announced last first."""
    operations = [node for node in nodes if node.type == "operation"]
    return sorted(operations, key=lambda node: (node.announced or "", node.from_ or "", node.id), reverse=True)


def _connected(nodes: Iterable[Node]) -> list[Node]:
    return sorted((node for node in nodes if node.type in _ACTORS), key=lambda node: (-node.degree, node.id))


def _starts(nodes: Iterable[Node]) -> list[Node]:
    """Choose the best connected thing of each sort worth starting from."""
    best: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda node: (-node.degree, node.id)):
        best.setdefault(node.type, node)
    return [best[type_] for type_ in _STARTS if type_ in best]
