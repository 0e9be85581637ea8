"""The Record: what the recognisers and the linker found, written down with the words behind each fact."""

from __future__ import annotations

from crackdown.graph.record import Agency, Airport, Evidence, Official, Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.agencies import AgencyFound
from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.officials import OfficialFound, usual_name
from crackdown.loaders.extraction.operation_record import OperationWriter

Span = tuple[int, int]


def unread_record(document: Document, code: str) -> Record:
    """Make the record of a text whose language could not be told, or of which not even CLDR knows anything."""
    note = "The language could not be told" if code == "und" else f"Nothing is known of the language {code}"
    return Record(
        id=document.id, title=document.title, url=document.url, language=code, published=document.published,
        sha256=document.sha256, outcome="language_not_read", notes=[f"{note}; no facts were read."],
    )  # fmt: skip


def evidence(analysis: Analysis, span: Span, confidence: float) -> Evidence:
    """Make the evidence of a span of the normalised text, in the original's offsets."""
    start, end = analysis.view.span(*span)
    return Evidence(quote=analysis.view.original[start:end], start=start, end=end, confidence=round(confidence, 2))


def assemble(document: Document, analysis: Analysis, code: str) -> Record:
    """Write the record of an analysed document."""
    operations = OperationWriter(analysis).write()
    published = document.published[:10] if document.published else None
    record = Record(
        id=document.id, title=document.title, url=document.url, language=code, published=published,
        sha256=document.sha256, outcome="nothing_found",
        officials=[_official(analysis, found) for found in analysis.officials],
        agencies=[_agency(analysis, found) for found in analysis.agencies],
        airports=_airports(analysis),
        operations=operations,
    )  # fmt: skip
    _add_published(analysis, record)
    _add_issuers(analysis, record)
    _add_countries(analysis, record)
    _add_places(record)
    if record.operations or record.agencies or record.officials or record.countries or record.airports:
        record.outcome = "facts_found"
    return record


def _add_published(analysis: Analysis, record: Record) -> None:
    if analysis.published and analysis.published[2] > analysis.published[1]:
        record.published = analysis.published[0]
        record.evidence["published"] = evidence(analysis, analysis.published[1:], 0.9)


def _add_issuers(analysis: Analysis, record: Record) -> None:
    quotes: dict[str, Evidence] = {}
    for agency, span in analysis.issuers:
        if agency.name not in record.announced_by:
            record.announced_by.append(agency.name)
            quotes[agency.name] = evidence(analysis, span, 0.8)
    if quotes:
        record.evidence["announced_by"] = dict(quotes)


def _add_places(record: Record) -> None:
    """Gather the places of the operations, each with the words that name it first."""
    quotes: dict[str, Evidence] = {}
    for operation in record.operations:
        found = operation.evidence.get("places", {})
        if isinstance(found, dict):
            quotes = {**found, **quotes}
    record.places = list(quotes)
    if quotes:
        record.evidence["places"] = dict(quotes)


def _add_countries(analysis: Analysis, record: Record) -> None:
    quotes: dict[str, Evidence] = {}
    for mention in analysis.of_type("country"):
        if mention.value not in quotes:
            quotes[mention.value] = evidence(analysis, (mention.start, mention.end), 0.95)
    record.countries = list(quotes)
    if quotes:
        record.evidence["countries"] = dict(quotes)


def _agency(analysis: Analysis, found: AgencyFound) -> Agency:
    forms = list(dict.fromkeys(analysis.view.quote(*span) for span in found.spans))
    return Agency.model_validate(
        {
            "name": found.name,
            "also": forms,
            "country": found.country,
            "parent": found.parent,
            "kind": found.kind,
            "accredited_to": found.accredited_to,
            "evidence": {"name": evidence(analysis, found.spans[0], found.sure)},
        }
    )


def _official(analysis: Analysis, found: OfficialFound) -> Official:
    quotes: dict[str, Evidence] = {"name": evidence(analysis, found.spans[0], 0.85)}
    if found.rank:
        quotes["rank"] = evidence(analysis, (found.rank.start, found.rank.end), 0.9)
    if found.roles:
        quotes["role"] = evidence(analysis, (found.roles[0].start, found.roles[-1].end), 0.85)
    if found.agency and found.agency_span:
        quotes["agency"] = evidence(analysis, found.agency_span, 0.75)
    return Official(
        name=usual_name(found.name),
        also=list(dict.fromkeys(analysis.view.quote(*span) for span in found.spans)),
        rank=found.rank.value if found.rank else None,
        role=" and ".join(dict.fromkeys(role.value for role in found.roles)) or None,
        agency=found.agency.name if found.agency else None,
        evidence=dict(quotes),
    )


def _airports(analysis: Analysis) -> list[Airport]:
    return [
        Airport(
            name=found.name,
            also=list(dict.fromkeys(analysis.view.quote(*span) for span in found.spans)),
            iata=found.iata,
            icao=found.icao,
            country=found.country,
            evidence={"name": evidence(analysis, found.spans[0], 0.9 if found.iata else 0.6)},
        )
        for found in analysis.airports
    ]
