"""Findings of a graph: worked out from its counts once for each version of it, and written to it on request.

After a load those of operations are taken over of which nothing else is told than before. What `write` puts into
`graph:findings` is dropped again by the first change of any other graph (`Store.commit`), in the same transaction: a
store holds findings that are true of it, or none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from crackdown.graph.figures.accounts import Account
from crackdown.graph.figures.accounts_read import accounts_by_operation
from crackdown.graph.figures.agencies import agencies_of
from crackdown.graph.figures.arithmetic import Finding, check_each, conclude
from crackdown.graph.figures.finding_text import in_words, text_languages
from crackdown.graph.figures.said import Said, said
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.term import Triple, iri, literal
from crackdown.ontology.terms import BASE, crk, graph, prov, rdf, rdfs

CHECKER = f"{BASE}software/crackdown-arithmetic"


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding for people to read: its text, and each number with who said it, when, in which words."""

    iri: str
    finding: Finding
    text: str
    counts: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """All findings of a graph, those of each operation, and the accounts of which they were worked out."""

    told: Mapping[str, list[Account]]
    of_each: Mapping[str, list[Finding]]
    all: tuple[Finding, ...]

    @classmethod
    def of(cls, view: View, known: Self | None = None) -> Self:
        """Work them out, but for what is known of operations of which the very same accounts are told."""
        told = dict(accounts_by_operation(view))
        of_each = {one: known.of_each[one] for one in told.keys() - _changed(known.told, told)} if known else {}
        of_each |= check_each(told.keys() - of_each.keys(), told)
        return cls(told, of_each, tuple(conclude(told, of_each, agencies_of(view))))


def _changed(before: Mapping[str, list[Account]], now: Mapping[str, list[Account]]) -> set[str]:
    """Return the operations of which findings may be others now: whose accounts are, and what was told beside them."""
    changed = {one for one in before.keys() | now.keys() if before.get(one) is not now.get(one)}
    beside = {each.publication.iri for one in changed for told in (before, now) for each in told.get(one, ())}
    near = {one for one, accounts in now.items() if any(each.publication.iri in beside for each in accounts)}
    return changed | near


# Accounts that were taken over from the version before are the same objects, whatever they say.
_KEPT: Final = Kept(_Found.of, renew=lambda known, _, view: _Found.of(view, known))


def find(view: View) -> list[Finding]:
    """Return all findings, the gravest first."""
    return list(_KEPT(view).all)


def tell(view: View, findings: Iterable[Finding], *, language: str = "en") -> Iterator[ToldFinding]:
    """Put findings into words.

    Raises:
        InputError: they are not told in that language.
    """
    network, wanted = network_of(view), list(findings)
    counts = (count for finding in wanted for count in finding.counts)
    behind = said(view, network, counts, language=language)
    for finding in wanted:
        yield ToldFinding(
            finding_iri(finding),
            finding,
            in_words(finding, language, lambda country: country_name(network, country, language)),
            tuple(behind[count.claim] for count in finding.counts),
        )


def in_all_languages(view: View, finding: Finding) -> dict[str, str]:
    """Put a finding into words, by the code of each language that findings are told in."""
    return _in_all_languages(network_of(view), finding)


def write(store: Store) -> int:
    """Write the findings to `graph:findings`, in place of those that stood there; return how many there are."""
    with store.lock:
        view = store.view()
        findings = find(view)
        network = network_of(view)
        store.writer().put_graph(graph.findings, _triples(findings, network))
    return len(findings)


def finding_iri(finding: Finding) -> str:
    """Name a finding by what it compares."""
    kind, claims = finding.key
    return f"{BASE}finding/{hashlib.sha256(' '.join((kind, *claims)).encode()).hexdigest()[:16]}"


def country_name(network: Network, country: str, language: str) -> str:
    """Return a country's name in a language, in English where it has none there."""
    names = network.things.names.get(country, [])
    wanted = language.split("-", maxsplit=1)[0]
    return next((name.text for name in names if name.language == wanted), network.things.label(country) or country)


def _triples(findings: Iterable[Finding], network: Network) -> Iterator[Triple]:
    checker = iri(CHECKER)
    for finding in findings:
        this = iri(finding_iri(finding))
        yield Triple(this, iri(rdf.type), iri(crk.Finding))
        yield Triple(this, iri(crk.findingKind), iri(finding.kind))
        yield Triple(this, iri(crk.severity), iri(finding.severity))
        yield Triple(this, iri(prov.wasAttributedTo), checker)
        yield from (Triple(this, iri(crk.weighs), iri(count.claim)) for count in finding.counts)
        yield from (Triple(this, iri(crk.findingOn), iri(operation)) for operation in sorted(set(finding.operations)))
        for code, text in _in_all_languages(network, finding).items():
            yield Triple(this, iri(rdfs.comment), literal(text, language=code))
        yield Triple(checker, iri(rdf.type), iri(prov.SoftwareAgent))
        yield Triple(checker, iri(rdfs.label), literal("crackdown, by arithmetic", language="en"))


def _in_all_languages(network: Network, finding: Finding) -> dict[str, str]:
    return {
        code: in_words(finding, code, lambda country, code=code: country_name(network, country, code))  # type: ignore[misc]
        for code in text_languages()
    }
