"""From a Document to a Record: normalise, recognise, build operations, link, and write it all down.

- `text`: the language, sentences, words and numbers of a text, and what stands where
- `who`, `where`, `when`, `how_many`: agencies and officials, countries and airports, dates, counts of people
- `what`: whether anything is reported, which operations there are, and what belongs to each
- `models`: the weighted features that decide, the places of what is asked, calibrated confidence, reasons to be told
- `record`: the facts written down with their words, and what became of each sentence
- `encoder`: what the words around a question speak for, where texts are read in full (`reading`)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crackdown.graph.storage.collecting import without_collecting

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction.models.reasons import Reason
    from crackdown.loaders.extraction.text.analysis import Analysis

# Announcements are a page or two; what is longer is a collection of them, or nothing that was announced.
MAX_READ = 20_000


def extract(document: Document) -> Record:
    """Read the facts of an announcement, in full or fast: see `reading`.

    A text in a language without a folder under `languages/` gives its countries, dates and numbers, and a note that
    says so; one in no language that can be told gives nothing.

    >>> from crackdown.loaders.document import Document
    >>> record = extract(Document.from_text("PARIS, 3 March 2025 - French police arrested 12 suspects in Lyon."))
    >>> [(operation.kind, operation.persons) for operation in record.operations]
    [('arrest', 12)]
    """
    with without_collecting():  # the analysis is gone before anybody looks for garbage again
        return extract_analysed(document)[0]


def explain(document: Document) -> tuple[Record, dict[str, Reason]]:
    """Read the facts of an announcement; give beside the record why each was accepted, by the path of its evidence."""
    record, analysis = extract_analysed(document)
    return record, analysis.reasons.by_path(record) if analysis else {}


def extract_analysed(document: Document) -> tuple[Record, Analysis | None]:
    """Read the facts of an announcement; give the analysis too, or None where the language has no folder."""
    from crackdown.loaders.extraction.record.assembly import assemble, unread_record
    from crackdown.loaders.extraction.text.language import (
        folder_of,
        identify_language,
        locale_of,
        name_of,
        second_language,
    )
    from crackdown.loaders.extraction.text.lexicon import load_language

    code = identify_language(document.text, document.language)
    language = load_language(code) or load_language(folder_of(code))
    opening, analysis = _opening(document), None
    if language is not None:
        from crackdown.loaders.extraction.models.calibration import calibrate
        from crackdown.loaders.extraction.reading import heard
        from crackdown.loaders.extraction.text.analysis import analyse

        with heard(opening.text) as hearing, without_collecting():  # what is read has no cycles (decision 43)
            analysis = analyse(opening, language)
            record = assemble(document, analysis, code)
            calibrate(record)
        record.reading = "full" if hearing.way == "full" else None
        if hearing.why:
            record.notes.append(f"It was read fast: {hearing.why}.")
    elif locale := locale_of(code):
        from crackdown.loaders.extraction.record.partly_read import read_partly

        record = read_partly(opening, code, locale)
    else:
        record = unread_record(document, code)
    if other := second_language(opening.text, code):
        record.notes.append(
            f"The text is in two languages, {name_of(code)} and {name_of(other)}, one after the other; it was read as "
            f"{name_of(code)}: load the other part by itself."
        )
    if len(document.text) > MAX_READ and record.outcome != "language_not_read":
        from crackdown.loaders.extraction.record.coverage import cover_rest

        record.sentences += cover_rest(document.text, MAX_READ)
        record.notes.append(f"Only the first {MAX_READ:,} of {len(document.text):,} characters were read for facts.")
    record.notes.extend(document.notes)
    return record, analysis


def _opening(document: Document) -> Document:
    """Cut a text that is longer than any announcement; offsets stay as they are."""
    return replace(document, text=document.text[:MAX_READ]) if len(document.text) > MAX_READ else document
