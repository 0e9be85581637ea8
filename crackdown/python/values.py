"""Terms of SPARQL 1.1 Query Results JSON as Python values, and columns of them as pandas keeps them.

A thing goes by its id, the local path of its IRI. Days, moments and ids are texts that know what they are, so that rows
compare and print as one expects, and a DataFrame still gets its types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from crackdown.ontology.terms import xsd

if TYPE_CHECKING:
    import pandas

Bound = Mapping[str, Any]  # one term as the results format writes it: type, value, datatype, xml:lang


class Id(str):
    """A thing, a concept or any other IRI by its id; `.iri` is the IRI in full.

    >>> Id.of("https://w3id.org/crackdown/country/KH"), Id("country/KH").iri
    ('country/KH', 'https://w3id.org/crackdown/country/KH')
    """

    __slots__ = ()

    @classmethod
    def of(cls, iri: str) -> Id:
        """Make the id of an IRI."""
        from crackdown.graph.linking.things import to_id

        return cls(to_id(iri))

    @property
    def iri(self) -> str:
        """The IRI in full."""
        from crackdown.graph.linking.things import to_iri

        return to_iri(self)


class Day(str):
    """An xsd:date."""

    __slots__ = ()


class Moment(str):
    """An xsd:dateTime."""

    __slots__ = ()


_DATED: Final[Mapping[type[str], re.Pattern[str]]] = {
    Day: re.compile(r"\d{4}-\d\d-\d\d"),
    Moment: re.compile(r"\d{4}-\d\d-\d\dT\S+"),
}


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    xsd.integer: int,
    xsd.decimal: float,
    xsd.nonNegativeInteger: int,
    xsd.double: float,
    xsd.date: Day,
    xsd.dateTime: Moment,
    xsd.boolean: lambda text: text in {"true", "1"},
}


def to_python(term: Bound | None) -> Any:
    """Turn a term into a Python value; what is not bound is None, and of a text its language is left out.

    >>> to_python({"type": "literal", "value": "312", "datatype": "http://www.w3.org/2001/XMLSchema#integer"})
    312
    >>> to_python({"type": "uri", "value": "https://w3id.org/crackdown/country/KH"})
    'country/KH'
    """
    if term is None:
        return None
    if term["type"] == "uri":
        return Id.of(term["value"])
    if term["type"] == "triple":
        return "<<( " + " ".join(str(to_python(part)) for part in term["value"].values()) + " )>>"
    read = _READERS.get(term.get("datatype", ""), str)
    try:
        return read(term["value"])
    except ValueError:  # a literal that is not what its datatype says, which RDF allows: it stays as it is written
        return term["value"]


def dated(value: Any) -> Any:
    """Know a text that is a whole day or a moment as what it is; leave anything else, such as a month, as it is.

    >>> [type(dated(text)).__name__ for text in ("2026-02-08", "2026-02-08T10:00:00Z", "2026-02")]
    ['Day', 'Moment', 'str']
    """
    if not isinstance(value, str):
        return value
    kind = next((kind for kind, form in _DATED.items() if form.fullmatch(value)), None)
    return kind(value) if kind else value


def to_day_column(values: Sequence[Any]) -> pandas.Series[Any]:
    """Make a column of days or moments that are texts so far; one that holds a month or a year too stays texts."""
    import pandas

    if all(value is None for value in values):
        return pandas.Series(values, dtype="datetime64[us]")
    return to_column([dated(value) for value in values])


def to_column(values: Sequence[Any]) -> pandas.Series[Any]:
    """Make a column of values: days and moments as such, whole numbers as Int64, the rest as pandas finds best.

    A day that pandas cannot hold, such as one with a time zone, leaves its column as texts: nothing is dropped.
    """
    import pandas

    told = [value for value in values if value is not None]
    for kind, is_moment in ((Day, False), (Moment, True)):
        if told and all(isinstance(value, kind) for value in told):
            try:
                return pandas.to_datetime(pandas.Series(values, dtype=object), format="ISO8601", utc=is_moment)
            except ValueError:
                break
    if told and all(isinstance(value, str) for value in told):
        return pandas.Series([value if value is None else str(value) for value in values], dtype="string")
    return pandas.Series(values, dtype=object).convert_dtypes()
