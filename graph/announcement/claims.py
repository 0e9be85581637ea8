"""Facts with the words behind them: claims and passages, checked against the text.

A claim is standard reification (RDF 1.1 Semantics, appendix D), as every RDF store reads it; a passage is a Web
Annotation quote and position at once (https://www.w3.org/TR/annotation-model/#selectors). No quote is written that does
not stand in the text.
"""

from __future__ import annotations

from decimal import Decimal

from crackdown.errors import InvalidRecord
from crackdown.graph import iris
from crackdown.graph.announcement.record import Agency, Airport, Evidence, Official, Operation, Record
from crackdown.graph.term import Term, Triple, iri, literal
from crackdown.ontology.terms import crk, oa, prov, rdf, rdfs, xsd

MAX_QUOTE = 1000  # the longest passage that may be quoted in the graph, in code points


class Claims:
    """Collects what one announcement states."""

    def __init__(self, announcement: str, text: str) -> None:
        self.announcement = iri(announcement)
        self.extraction = iri(iris.mint_extraction(announcement))
        self._text = text
        self._triples: dict[Triple, None] = {}
        self._confidence: dict[Term, float] = {}  # by claim: the surest of its passages counts

    def state(self, subject: Term, predicate: str, object_: Term) -> None:
        """Add a triple that needs no evidence: a description, or knowledge from elsewhere."""
        self._triples[Triple(subject, iri(predicate), object_)] = None

    def claim(self, subject: Term, predicate: str, object_: Term, evidence: Evidence, path: str) -> None:
        """Add a triple and the claim that backs it.

        Args:
            subject: of the triple.
            predicate: of the triple, an IRI.
            object_: of the triple.
            evidence: the words that state it.
            path: where in the record the fact stands, for messages.
        """
        triple = Triple(subject, iri(predicate), object_)
        self._triples[triple] = None
        claim = iri(iris.mint_claim(self.announcement.value, triple))
        self.state(claim, rdf.type, iri(rdf.Statement))
        self.state(claim, rdf.type, iri(crk.Claim))
        for part, term in zip((rdf.subject, rdf.predicate, rdf.object), triple, strict=True):
            self.state(claim, part, term)
        self.back(claim, evidence, path)

    def back(self, claim: Term, evidence: Evidence, path: str) -> None:
        """Say where a claim is stated, by which words, and how surely it was read."""
        self.state(claim, crk.statedIn, self.announcement)
        self.state(claim, crk.evidence, self._passage(evidence, path))
        self.state(claim, prov.wasGeneratedBy, self.extraction)
        if evidence.read_by:
            self._attribute(claim, evidence.read_by)
        self._confidence[claim] = max(evidence.confidence, self._confidence.get(claim, 0.0))

    def _attribute(self, claim: Term, model: str) -> None:
        """Say that a language model read a claim, and not this package's own reader."""
        agent = iri(iris.mint_model(model))
        self.state(claim, prov.wasAttributedTo, agent)
        self.state(agent, rdf.type, iri(prov.SoftwareAgent))
        self.state(agent, rdfs.label, literal(model))

    def triples(self) -> list[Triple]:
        """Return everything stated, each triple once."""
        for claim, confidence in self._confidence.items():
            self.state(claim, crk.confidence, literal(_decimal(confidence), datatype=xsd.decimal))
        return list(self._triples)

    def _passage(self, evidence: Evidence, path: str) -> Term:
        there = self._text[evidence.start : evidence.end]
        if there != evidence.quote:
            raise InvalidRecord(
                f"{path}: the quote {evidence.quote!r} does not stand at "
                f"{evidence.start}–{evidence.end}, where the text has {there!r}; count code points"
            )
        if len(evidence.quote) > MAX_QUOTE:
            raise InvalidRecord(
                f"{path}: a quote of {len(evidence.quote)} code points is too long; "
                f"quote the shortest passage that states the fact, {MAX_QUOTE} at most"
            )
        passage = iri(iris.mint_passage(self.announcement.value, evidence.start, evidence.end))
        self.state(passage, rdf.type, iri(crk.Passage))
        self.state(passage, crk.passageOf, self.announcement)
        self.state(passage, oa.exact, literal(evidence.quote))
        self.state(passage, oa.start, integer(evidence.start))
        self.state(passage, oa.end, integer(evidence.end))
        return passage


def evidence_for(
    item: Record | Official | Agency | Airport | Operation, field: str, value: str | None = None
) -> Evidence | None:
    """Look up the evidence of a field or, where it holds several values, of one; a field's serves all its values."""
    found = item.evidence.get(field)
    if isinstance(found, dict):
        return found.get(value or "")
    return found


def required_evidence(
    item: Record | Official | Agency | Airport | Operation, path: str, field: str, value: str | None = None
) -> tuple[Evidence, str]:
    """Look up evidence that must be there; return it with the path of its fact.

    Raises:
        InvalidRecord: there is none.
    """
    evidence = evidence_for(item, field, value)
    where = ".".join(filter(None, (path, field, value)))
    if evidence is None:
        raise InvalidRecord(f"{where} has no evidence; give the passage that states it, or leave the fact out")
    return evidence, where


def integer(value: int) -> Term:
    """Write a count or an offset: xsd:integer, as the store would rewrite any narrower type to it."""
    return literal(str(value), datatype=xsd.integer)


def _decimal(value: float) -> str:
    return format(Decimal(str(round(value, 6))), "f")
