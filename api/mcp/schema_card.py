"""The schema card: what a language model has to know of the graph before it writes a query, on three pages.

Classes and properties come from the graph's own copy of the ontology, examples from the competency questions; the
pitfalls are those that wrong answers were made of.
"""

from __future__ import annotations

from typing import Final

from crackdown.graph.showing.summary import questions, summarise
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term
from crackdown.ontology.prefixed import prefixed
from crackdown.ontology.terms import CONCEPTS, PREFIXES, owl

# Words of the titles of the competency questions that are shown.
_EXAMPLES: Final = (
    "flown out of airport kti",
    "nationals were deported most",
    "agencies cooperate",
    "figures differ",
    "stands above",
    "where does it say",
    "people per kind and month",
    "from which airports",
    "more than one announcer",
    "victims of trafficking",
)
_SCHEMES: Final = ("kind", "offence", "precision", "capacity", "outcome", "status")
_PITFALLS: Final = """\
- **The default graph** (no GRAPH) holds every stated triple once, and what the ontology implies. One named graph is one
  announcement: `GRAPH ?announcement { … }` asks who says so. Never count over both at once.
- **Figures are claims.** Announcements give different numbers of one operation and all of them stand in the graph:
  `?op crk:total ?count . ?count crk:value ?n`. Do not add up values of one operation, or of operations and the totals
  that sum them up (`crk:hasPart`); use MIN/MAX per operation, and the tool `figures`, which tells what is disputed.
- **Bounds count**, not the printed number alone: "more than 300" has a lowest, not a highest (`crk:precision`).
- **Things were merged.** One thing has one IRI in the default graph; old IRIs are replaced. Take IRIs from
  `resolve_entity`, not from memory, and do not compare names: a thing has names in many languages.
- **Every fact has words.** A claim is `[] a crk:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
  crk:statedIn ?announcement ; crk:evidence/oa:exact ?quote`; the tool `get_evidence` reads it for you. Quote it.
- **Silence is not absence.** Null means that the text did not say, or that the reader was not sure; sentences with
  status `in_scope` speak of operations and gave no fact.
- **Copies are not witnesses.** Many announcements may retell one source: count origins, not announcements.
- **Dates** are days, months or years (xsd:date, xsd:gYearMonth, xsd:gYear): compare `STR(?date)`.
- **Nobody but officials is named.** Suspects, deportees and victims are counts.
- Literals of names carry a language tag: match with `STR()` or by `resolve_entity`.
- Only queries: no updates, no SERVICE. A query has a limited time and memory, and an answer a limited length."""


def schema_card(view: View) -> str:
    """Write the card for a graph, as Markdown."""
    parts = (
        "# The graph of announced crackdowns on online scams",
        _size(view),
        "## Pitfalls\n" + _PITFALLS,
        "## Prefixes (they need no declaration)\n"
        + "\n".join(f"{name}: <{space}>" for name, space in PREFIXES.items()),
        _terms(view),
        "## Concepts\n" + "\n".join(f"{scheme}: {', '.join(CONCEPTS[scheme])}" for scheme in _SCHEMES),
        "## Example queries\n" + "\n".join(_examples()),
    )
    return "\n\n".join(parts) + "\n"


def _size(view: View) -> str:
    summary = summarise(view)
    counts = ", ".join(f"{count} of type {type_}" for type_, count in summary.counts.items())
    languages = " ".join(f"{language} ({count})" for language, count in summary.announcements.languages.items())
    return f"{summary.quads:,} quads; {counts}. Languages of the announcements: {languages}."


def _terms(view: View) -> str:
    rows = view.select(load("schema"))
    classes = [_line(row) for row in rows if row["kind"].value == owl.Class]
    properties = [_line(row) for row in rows if row["kind"].value != owl.Class]
    return "\n".join(("## Classes", *classes, "", "## Properties (from → to)", *properties))


def _line(row: dict[str, Term]) -> str:
    ends = "" if "range" not in row else f" ({_short(row.get('domain'))} → {_short(row['range'])})"
    meaning = f": {row['definition'].value}" if "definition" in row else ""
    return f"- {_short(row['term'])}{ends}{meaning}"


def _short(term: Term | None) -> str:
    """Write an IRI by its prefix."""
    if term is None:
        return "anything"
    return prefixed(term.value) or f"<{term.value}>"


def _examples() -> list[str]:
    """Write ten questions of many kinds, each with its query."""
    chosen = (question for word in _EXAMPLES for question in questions() if word in question.title.lower())
    return [f"### {one.title}\n```sparql\n{_without_prefixes(one.query)}\n```" for one in chosen]


def _without_prefixes(query: str) -> str:
    return "\n".join(line for line in query.splitlines() if not line.upper().startswith("PREFIX")).strip()
