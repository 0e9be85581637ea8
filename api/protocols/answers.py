"""The formats in which graphs and results are sent, chosen by `format=` or else by the Accept header."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from fastapi.responses import Response

from crackdown.api.http.negotiation import negotiate
from crackdown.api.http.problems import NotAcceptable
from crackdown.api.things.templating import render
from crackdown.errors import UnknownFormat
from crackdown.graph.linking.things import to_id
from crackdown.graph.storage.view import Answer
from crackdown.graph.why.results import MEMBER

_ROWS_ON_PAGE: Final = 1000  # a browser lays out a longer table slowly; the other formats have every row


@dataclass(frozen=True, slots=True)
class Family:
    """The formats of one sort of answer: names for `format=`, media types for Accept, the first being the default.

    `pages` is the format an HTML page is made from.
    """

    media_types: Mapping[str, str]
    names: Mapping[str, str]
    pages: str


ROWS: Final = Family(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "text/html": "html",
        "application/xml": "xml",
        "text/xml": "xml",
    },
    {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "html": "text/html",
    },
    "json",
)
GRAPHS: Final = Family(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdfxml",
        "application/json": "jsonld",
        "text/html": "html",
        "application/xml": "rdfxml",
        "text/plain": "ntriples",
        "application/trig": "trig",
        "application/n-quads": "nquads",
        "text/n3": "turtle",  # which it contains
        "application/x-turtle": "turtle",
    },
    {
        "turtle": "text/turtle",
        "ntriples": "application/n-triples",
        "jsonld": "application/ld+json",
        "rdfxml": "application/rdf+xml",
        "trig": "application/trig",
        "nquads": "application/n-quads",
        "html": "text/html",
    },
    "turtle",
)
# As other servers call them, and as files of these formats end.
_OTHER_NAMES: Final = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
}
# CSV, TSV and XML have no room for what supports a row.
EXPLAINED: Final = Family(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "text/html": "html",
    },
    {"json": "application/sparql-results+json", "html": "text/html"},
    "json",
)
# A thing's IRI gives its page to whoever has no preference.
THINGS: Final = Family({"text/html": "html", **GRAPHS.media_types}, GRAPHS.names, "turtle")


@dataclass(frozen=True, slots=True)
class Choice:
    """The format chosen from a family; `media_type` is None where nothing fits, which matters only if it is needed."""

    family: Family
    media_type: str | None

    @property
    def engine_format(self) -> str:
        """The name by which the view knows the format; the family's default where nothing fits."""
        name = self.family.media_types.get(self.media_type or "", "html")
        return self.family.pages if name == "html" else name

    def require(self, named: str | None, form: str) -> None:
        """Refuse, now that the answer's form is known, where no format fits it.

        Raises:
            UnknownFormat: another was named by `format=`.
            NotAcceptable: none is accepted.
        """
        if self.media_type is not None:
            return
        if named:
            raise UnknownFormat(f"format={named}: the answer to {form.upper()} comes as {', '.join(self.family.names)}")
        raise NotAcceptable(
            f"nothing accepted is offered; {form.upper()} comes as {', '.join(self.family.media_types)}"
        )


def choose(family: Family, named: str | None, accept: str | None) -> Choice:
    """Choose a format: the one named, else the one liked best.

    Raises:
        UnknownFormat: no family has a format of that name.
    """
    named = named and _name_of(named)
    if named in family.media_types:
        return Choice(family, named)
    if named and named not in {*ROWS.names, *GRAPHS.names, *ROWS.media_types, *GRAPHS.media_types}:
        raise UnknownFormat(f"format={named} is not offered; there are {', '.join({**ROWS.names, **GRAPHS.names})}")
    if named:
        return Choice(family, family.names.get(named))
    return Choice(family, negotiate(accept, tuple(family.media_types)))


def _name_of(named: str) -> str:
    """Read what `format=` names: a format of ours, one of its other names, or a media type, whose "+" came as a space.

    >>> _name_of("ttl"), _name_of("application/ld json")
    ('turtle', 'application/ld+json')
    """
    name = named.strip().lower().replace(" ", "+")
    return _OTHER_NAMES.get(name, name)


def send(body: bytes, media_type: str | None) -> Response:
    """Send an answer as it was written, with the charset where the type has one."""
    return Response(body, headers=head_of(media_type))


def head_of(media_type: str | None) -> dict[str, str]:
    """Return the headers of an answer of a media type."""
    text = media_type is not None and media_type.startswith("text/")
    content_type = f"{media_type}; charset=utf-8" if text else str(media_type)
    return {"content-type": content_type, "vary": "Accept"}


def answer_page(query: str, carried: Sequence[tuple[str, str]], answer: Answer) -> str:
    """Show an answer as a page: a table, yes or no, or Turtle.

    `carried` are the parameters besides the query that whatever the page leads to is asked with too: a day, graphs.
    """
    if answer.form in {"construct", "describe"}:
        return render(
            "answer.html", query=query, carried=carried, graph=answer.body.decode(), names=[], rows=[], boolean=None,
            left=0, why=None,
        )  # fmt: skip
    result = json.loads(answer.body)
    names, rows = result["head"].get("vars", []), result.get("results", {}).get("bindings", [])
    cells = [[_cell(row.get(name)) for name in names] for row in rows[:_ROWS_ON_PAGE]]
    why = result["head"].get(MEMBER)
    return render(
        "answer.html",
        query=query,
        carried=carried,
        graph=None,
        names=names,
        rows=cells,
        boolean=result.get("boolean"),
        left=max(len(rows) - _ROWS_ON_PAGE, 0),
        truncated=answer.truncated,
        why=why and [_grounds(row) for row in why["rows"]],
        notes=why["notes"] if why else [],
    )


def explained_rows(answer: Answer) -> dict[str, Any]:
    """Put an answer that has its rows explained into what `models.Why` holds: each row beside its support."""
    result = json.loads(answer.body)
    names, bindings, why = result["head"]["vars"], result["results"]["bindings"], result["head"][MEMBER]
    unexplained: dict[str, Any] = {"support": None, "notes": []}
    rows = [
        {"row": {name: _cell(row[name]) | {"type": None} for name in names if name in row}, **_with_ids(grounds)}
        for row, grounds in zip_longest(bindings, why["rows"], fillvalue=unexplained)
    ]
    return {"names": names, "rows": rows, "notes": why["notes"]}


def _with_ids(grounds: dict[str, Any]) -> dict[str, Any]:
    if grounds["support"] is None:
        return grounds
    support = [
        {**one, "announcement": one["announcement"] and to_id(one["announcement"])} for one in grounds["support"]
    ]
    return {**grounds, "support": support}


def _grounds(row: Mapping[str, Any]) -> dict[str, Any]:
    """Put what supports one row into what the template shows: each passage once, with the triples it stands for."""
    quotes: dict[tuple[str, int, int], dict[str, Any]] = {}
    others: dict[str, None] = {}
    for one in row["support"] or []:
        triple = " ".join(_short(term) for term in one["inferred_from"] or one["triple"])
        if one["kind"] != "claim":
            others[f"{triple} ({one['kind']})"] = None
            continue
        place = one["announcement"], one["start"], one["end"]
        quote = quotes.setdefault(
            place,
            {
                **one,
                "announcement": to_id(one["announcement"] or ""),
                "announcement_label": to_id(one["announcement"] or ""),
                "before": "",
                "after": "",
                "read_by": None,
                "triples": {},
            },
        )
        quote["triples"][triple] = None
    return {"quotes": list(quotes.values()), "others": list(others), "notes": row["notes"]}


def _short(term: str) -> str:
    """Show a term in N-Triples form by its local path, or as it is."""
    return to_id(term[1:-1]) if term.startswith("<") else term


def _cell(term: Mapping[str, Any] | None) -> dict[str, Any]:
    """Put one value of SPARQL JSON results into what the template shows: its text, and the thing it names."""
    if term is None:
        return {"text": "", "id": None}
    if term["type"] == "uri":
        local = to_id(term["value"])
        return {"text": local, "id": local if local != term["value"] else None}
    # A triple term (RDF 1.2) has an object for a value.
    return {"text": term["value"] if isinstance(term["value"], str) else json.dumps(term["value"]), "id": None}
