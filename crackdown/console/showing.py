"""What `crackdown show` tells of one thing, as lines of text: facts with their words first, what was inferred last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crackdown.graph.telling.told_by import told_by

if TYPE_CHECKING:
    from crackdown.graph.figures.table import Figure
    from crackdown.graph.showing.entity import Entity
    from crackdown.graph.showing.evidence import Evidence, Fact


def lines(entity: Entity) -> Iterator[str]:
    """Yield the description of `entity`, line by line."""
    node = entity.node
    yield f"{node.label}  ·  {node.detail}"
    yield node.iri
    others = [f"{name.text} ({name.language})" if name.language else name.text for name in entity.names]
    if len(others) > 1:
        yield f"Names: {'; '.join(others)}"
    if entity.announcements and node.type != "announcement":
        yield told_by(len(entity.announcements), entity.origins).capitalize()
    yield from _figures(entity.figures, disputed=node.disputed)
    stated = [fact for fact in entity.facts if fact.evidence and not fact.inferred]
    if stated:
        yield ""
        yield f"Stated ({len(stated)} facts)"
        for fact in stated:
            yield from _fact(fact, node.id)
    yield from _reference(entity)
    yield from _inferred(entity, node.id)
    if entity.announcements:
        yield ""
        yield f"Announcements ({len(entity.announcements)})"
        for announcement in entity.announcements:
            yield f"  {announcement.from_ or 'undated':10}  {announcement.label}  [{announcement.id}]"


def _figures(figures: list[Figure], *, disputed: bool) -> Iterator[str]:
    if not figures:
        return
    yield ""
    yield "Figures, as claimed" + ("  — DISPUTED: they cannot all be right" if disputed else "")
    for figure in figures:
        hedge = f"{figure.precision} " if figure.precision and figure.precision != "exactly" else ""
        who = f" — {figure.announced_by}" if figure.announced_by else ""
        group = f"{figure.group}, as {figure.capacity}" if figure.capacity else figure.group
        yield f"  {group}: {hedge}{figure.value:,}{who}"
        if figure.evidence:
            yield from _quote(figure.evidence)


def _fact(fact: Fact, id_: str) -> Iterator[str]:
    # A fact in which the thing is the object is told from its subject's side, so that it reads as the text does.
    subject = "" if fact.subject.id == id_ else f"{fact.subject.label} — "
    sure = f"  ({fact.confidence:.0%} sure)" if fact.confidence is not None and fact.confidence < 1 else ""
    yield f"  {subject}{fact.label}: {fact.value.text}{sure}"
    for evidence in fact.evidence:
        yield from _quote(evidence)


def _quote(evidence: Evidence) -> Iterator[str]:
    yield f"      “{' '.join(evidence.quote.split())}”  [{place_of(evidence)}]"


def place_of(evidence: Evidence) -> str:
    """Tell where a quote stands, in which language, and who read it there where that was a language model."""
    language = f", {evidence.language}" if evidence.language else ""
    model = f", read by {evidence.read_by}" if evidence.read_by else ""
    return f"{_passage(evidence)}{language}{model}"


def _reference(entity: Entity) -> Iterator[str]:
    facts = [fact for fact in entity.facts if not fact.evidence and not fact.inferred]
    if facts:
        yield ""
        yield "Reference data"
        yield from (f"  {fact.label}: {fact.value.text}" for fact in facts)


def _inferred(entity: Entity, id_: str) -> Iterator[str]:
    """Yield what follows from the statements, with the words that are not quoted above."""
    facts = [fact for fact in entity.facts if fact.inferred]
    if not facts:
        return
    quoted = {_passage(evidence) for fact in entity.facts if not fact.inferred for evidence in fact.evidence}
    yield ""
    yield "Inferred from what is stated: no announcement says so"
    for fact in facts:
        subject = "" if fact.subject.id == id_ else f"{fact.subject.label} — "
        yield f"  {subject}{fact.label}: {fact.value.text}"
        if fact.because:
            yield f"      because {fact.because}"
        for evidence in fact.evidence:
            if fact.because or _passage(evidence) not in quoted:
                yield from _quote(evidence)


def _passage(evidence: Evidence) -> str:
    return f"{evidence.announcement}#char={evidence.start},{evidence.end}"
