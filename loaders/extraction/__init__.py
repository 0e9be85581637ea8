"""From a Document to a Record: normalise, recognise, build operations, link, and write it all down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crackdown.graph.record import Record
    from crackdown.loaders.document import Document


def extract(document: Document) -> Record:
    """Read the facts of an announcement.

    A text in a language without a folder under `languages/` gives a record without facts that says so.

    >>> from crackdown.loaders.document import Document
    >>> record = extract(Document.from_text("PARIS, 3 March 2025 - French police arrested 12 suspects in Lyon."))
    >>> [(operation.kind, operation.persons) for operation in record.operations]
    [('arrest', 12)]
    """
    from crackdown.loaders.extraction.assembly import assemble, unread_record
    from crackdown.loaders.extraction.language import identify_language
    from crackdown.loaders.extraction.lexicon import load_language

    code = identify_language(document.text, document.language)
    language = load_language(code) or load_language(code.split("-")[0])
    if language is None:
        return unread_record(document, code)
    from crackdown.loaders.extraction.analysis import analyse

    return assemble(document, analyse(document, language), code)
