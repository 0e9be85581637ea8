"""Description-logic reasoning over the ontology, by owlready2 and the HermiT reasoner it brings along.

For tests and study: HermiT takes a second for one announcement and minutes for a hundred. The graph's own entailments
come from `rules.py`. What owlready2 0.51 does not do well is dealt with here:

- it reads no Turtle or TriG, and reads N-Quads wrongly: everything is merged by rdflib and handed over as N-Triples;
- it reads an ontology once, and passes over what is loaded into it later: there is one load for everything;
- it knows no xsd:gYear and xsd:gYearMonth: they are declared as kinds of text;
- HermiT refuses xsd:date, which is outside the OWL 2 datatype map: it is told to pass over such values.

HermiT needs Java on the PATH.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

import owlready2
from rdflib import Graph
from rdflib.term import Node

from crackdown.errors import CrackdownError
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, load_turtle

__all__ = ["are_consistent", "classify", "explain", "has_reasoner", "is_consistent", "smallest_conflict", "world"]

T = TypeVar("T")
_Triple = tuple[Node, Node, Node]

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Year(str):
    """The text of an xsd:gYear, such as `2026`."""

    __slots__ = ()


class YearMonth(str):
    """The text of an xsd:gYearMonth, such as `2026-02`."""

    __slots__ = ()


def world(*data: Graph | str) -> owlready2.World:
    """Load the ontology, its vocabularies and data into a world of their own.

    Args:
        data: rdflib graphs, or text in N-Triples.

    Returns:
        A new world each time; owlready2's default world stays empty.
    """
    merged = Graph(bind_namespaces="none")
    merged += load_turtle(ONTOLOGY, CONCEPTS)
    for given in data:
        merged += given if isinstance(given, Graph) else Graph().parse(data=given, format="nt")
    return _load(merged)


def _load(merged: Graph) -> owlready2.World:
    _declare_partial_dates()
    loaded = owlready2.World()
    ontology = loaded.get_ontology("https://w3id.org/crackdown/ontology#")
    ontology.load(fileobj=io.BytesIO(merged.serialize(format="nt", encoding="utf-8")), format="ntriples")
    return loaded


def has_reasoner() -> bool:
    """Tell whether HermiT can run, that is, whether Java is on the PATH."""
    return shutil.which(owlready2.JAVA_EXE) is not None


def is_consistent(*data: Graph | str) -> bool:
    """Tell whether data can be true under the ontology, and no class is empty by definition.

    Raises:
        CrackdownError: there is no Java, or HermiT itself failed.
    """
    return _can_be_true(world(*data))


def are_consistent(axioms: Graph) -> bool:
    """Tell whether some axioms and data can be true by themselves, without the rest of the ontology.

    Raises:
        CrackdownError: there is no Java, or HermiT itself failed.
    """
    return _can_be_true(_load(axioms))


def _can_be_true(loaded: owlready2.World) -> bool:
    try:
        classify(loaded)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(loaded.inconsistent_classes())


def classify(loaded: owlready2.World, *, property_values: bool = False) -> None:
    """Let HermiT add to a world what follows in it: classes, and on demand property values.

    Of a property and its super-properties owlready2 writes back the most specific alone; ask for `INDIRECT_<name>`.

    Raises:
        OwlReadyInconsistentOntologyError: the world contradicts itself.
        CrackdownError: there is no Java, or HermiT itself failed.
    """
    if not has_reasoner():
        raise CrackdownError("HermiT needs Java: put a Java runtime, 8 or later, on the PATH")
    try:
        with _temporary_files_removed():
            owlready2.sync_reasoner_hermit(
                loaded, infer_property_values=property_values, debug=0, ignore_unsupported_datatypes=True
            )
    except owlready2.OwlReadyJavaError as error:
        raise CrackdownError(f"HermiT failed on {len(loaded.graph)} triples: {error}") from error


def explain(data: Graph) -> list[_Triple]:
    """Return a smallest set of the data's triples that contradicts the ontology; none where all is well.

    HermiT runs about twice the size of the answer times the logarithm of the data's size, so it is for data of a few
    hundred triples. `explaining.explain_in_words` also says why they contradict it.
    """
    if is_consistent(data):
        return []
    return smallest_conflict(sorted(data), lambda triples: is_consistent(graph_of(triples)))


def smallest_conflict(suspects: Sequence[T], is_well: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a smallest part of what is not well together, by QuickXplain (U. Junker, AAAI 2004).

    >>> smallest_conflict(range(100), lambda some: not {3, 71} <= set(some))
    [71, 3]
    """
    return _conflict([], list(suspects), is_well, has_changed=False)


def _conflict(
    kept: list[T], suspects: list[T], is_well: Callable[[Sequence[T]], bool], *, has_changed: bool
) -> list[T]:
    if has_changed and not is_well(kept):
        return []
    if len(suspects) == 1:
        return suspects
    half = len(suspects) // 2
    left, right = suspects[:half], suspects[half:]
    from_right = _conflict(kept + left, right, is_well, has_changed=bool(left))
    from_left = _conflict(kept + from_right, left, is_well, has_changed=bool(from_right))
    return from_right + from_left


def graph_of(triples: Iterable[_Triple]) -> Graph:
    """Make a graph of some triples."""
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


@cache
def _declare_partial_dates() -> None:
    owlready2.declare_datatype(Year, f"{_XSD}gYear", Year, str)
    owlready2.declare_datatype(YearMonth, f"{_XSD}gYearMonth", YearMonth, str)


@contextmanager
def _temporary_files_removed() -> Iterator[None]:
    # owlready2 leaves its N-Triples behind wherever the reasoner finds an inconsistency, and offers no other folder.
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual
