"""The Record: what the recognisers and the linker found, written down with the words behind each fact."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.graph.announcement.record import Agency, Airport, Evidence, Official, Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import MAX_READ
from crackdown.loaders.extraction.how_many.counts import MOST
from crackdown.loaders.extraction.models import reasons
from crackdown.loaders.extraction.models.linear import Probability
from crackdown.loaders.extraction.models.reasons import Reason
from crackdown.loaders.extraction.record.coverage import cover, cover_unread
from crackdown.loaders.extraction.record.facts import evidence
from crackdown.loaders.extraction.record.operation_record import OperationWriter
from crackdown.loaders.extraction.record.quoting import widened
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.wordings import Wording
from crackdown.loaders.extraction.what.windows import WHOLE, is_dense
from crackdown.loaders.extraction.where.airports import AirportFound
from crackdown.loaders.extraction.who import affiliation, issuer
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.known_names import usual_name
from crackdown.loaders.extraction.who.officials import OfficialFound
from crackdown.loaders.extraction.who.quoted_names import own_names, quoted_name, quoted_source

Span = tuple[int, int]


def unread_record(document: Document, code: str) -> Record:
    """Make the record of a text whose language could not be told, or of which not even CLDR knows anything."""
    note = "The language could not be told" if code == "und" else f"Nothing is known of the language {code}"
    return Record(
        id=document.id, title=document.title, url=document.url, language=code, published=document.published,
        sha256=document.sha256, outcome="language_not_read", notes=[f"{note}; no facts were read."],
        sentences=cover_unread(document.text, MAX_READ),
    )  # fmt: skip


def assemble(document: Document, analysis: Analysis, code: str) -> Record:
    """Write the record of an analysed document."""
    writer = OperationWriter(analysis)
    operations = writer.write()
    published = document.published[:10] if document.published else None
    record = Record(
        id=document.id, title=document.title, url=document.url, language=code, published=published,
        sha256=document.sha256, outcome="nothing_found",
        officials=[_official(analysis, found) for found in analysis.officials if found.is_official],
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
    record.sentences = cover(analysis, record, writer.counts())
    record.notes += _left_out(analysis)
    return record


def _left_out(analysis: Analysis) -> Iterator[str]:
    """Say what was left out: of a text that tells of more than announcements do, and whoever may not be named."""
    if nameless := sum(not found.is_official for found in analysis.officials):
        yield f"{nameless} named without a post, rank or agency: only those who act for a state or a body are kept."
    if is_dense(analysis):
        yield f"More than {WHOLE} things are named; each operation was compared with what stands around it alone."
    if sum(not (count.summed or count.zero) for count in analysis.counts) >= MOST:
        yield f"Only the first {MOST} numbers of people were read."


def _add_published(analysis: Analysis, record: Record) -> None:
    if analysis.published and analysis.published[2] > analysis.published[1]:
        record.published = analysis.published[0]
        record.evidence["published"] = evidence(analysis, analysis.published[1:], 0.9, reasons.PUBLISHED)


def _add_issuers(analysis: Analysis, record: Record) -> None:
    quotes: dict[str, Evidence] = {}
    for agency, _ in analysis.issuers:
        if agency.name not in record.announced_by:
            record.announced_by.append(agency.name)
            why = _issuer_reason(agency, is_first=not quotes)
            named = quoted_source(analysis, agency)
            quotes[agency.name] = evidence(analysis, named, 0.8, why)
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
    for mention in analysis.of_type("country", "initial"):
        if mention.value not in quotes and "side" not in mention.data:
            quotes[mention.value] = evidence(analysis, (mention.start, mention.end), 0.95, reasons.COUNTRY)
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
            "evidence": {
                "name": evidence(analysis, quoted_name(analysis, found), found.sure, reasons.AGENCY[found.source])
            },
        }
    )


def _official(analysis: Analysis, found: OfficialFound) -> Official:
    quotes: dict[str, Evidence] = {"name": evidence(analysis, found.spans[0], 0.85, reasons.OFFICIAL)}
    if found.rank:
        quotes["rank"] = evidence(analysis, (found.rank.start, found.rank.end), 0.9, reasons.TITLE)
    if found.roles:
        quotes["role"] = evidence(analysis, (found.roles[0].start, found.roles[-1].end), 0.85, reasons.TITLE)
    if found.agency and found.agency_span:
        named = widened(analysis, Wording(*found.agency_span, "name"), own_names(found.agency))
        quotes["agency"] = evidence(analysis, named, 0.75, _affiliation_reason(found))
    return Official(
        name=usual_name(found.name),
        also=list(dict.fromkeys(analysis.view.quote(*span) for span in found.spans)),
        rank=found.rank.value if found.rank else None,
        role=" and ".join(dict.fromkeys(role.value for role in found.roles)) or None,
        agency=found.agency.name if found.agency else None,
        evidence=dict(quotes),
    )


def _issuer_reason(agency: AgencyFound, *, is_first: bool) -> Reason:
    sure = agency.announces if isinstance(agency.announces, Probability) else None
    return Reason(
        "model of who announces, over the agencies of the text",
        sure,
        issuer.THRESHOLD if is_first else issuer.SECOND_THRESHOLD,
    )


def _affiliation_reason(found: OfficialFound) -> Reason:
    if isinstance(found.agency_sure, Probability):
        return Reason(
            "model of whom officials act for, over the agencies of the text", found.agency_sure, affiliation.THRESHOLD
        )
    return reasons.TITLES_AGENCY


def _airport_reason(found: AirportFound) -> tuple[float, Reason]:
    return (0.9, reasons.KNOWN_AIRPORT) if found.iata else (0.6, reasons.UNKNOWN_AIRPORT)


def _airports(analysis: Analysis) -> list[Airport]:
    return [
        Airport(
            name=found.name,
            also=list(dict.fromkeys(analysis.view.quote(*span) for span in found.spans)),
            iata=found.iata,
            icao=found.icao,
            country=found.country,
            evidence={"name": evidence(analysis, found.spans[0], *_airport_reason(found))},
        )
        for found in analysis.airports
    ]
