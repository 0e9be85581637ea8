"""One store for all exports: the competency questions' announcements, and one whose words are hostile to formats.

The hostile one holds what a spreadsheet takes for a formula, a character that XML cannot hold, quotation marks,
backslashes, backticks, line breaks, writing from right to left, an address that is a script, and a name in Khmer.
`written` gives the folder with a format's files, each format written once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.export.delivery import write_folder
from crackdown.graph.export.registry import find_format
from crackdown.graph.export.source import Source
from crackdown.graph.storage.store import Store

COMPETENCY = Path(__file__).parents[2] / "ontology" / "competency.trig"
BUREAU, PERSON = '=HYPERLINK("x") & <Bureau>', "អធិការ O'Neil"
ROLE = '"chief\\u0041 `of`` \u202eשוטר\u202c\\"'
TEXT = f"""{BUREAU} arrested 40 people on 5 May 2026
in Vietnam; said {PERSON}, {ROLE}. +60 \x01 were women; @men."""
Written = Callable[[str], Path]


def find(words: str, **more: object) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)


def hostile(record_id: str = "hostile-2026-05-06-en", persons: int = 40) -> Record:
    return Record(
        id=record_id, title="-1+1", url="javascript:alert(1)", language="en", published="2026-05-06",
        sha256="1" * 64, outcome="facts_found", announced_by=[BUREAU],
        agencies=[Agency(name=BUREAU, country="VN", kind="police", evidence={"name": find(BUREAU)})],
        officials=[Official(
            name=PERSON, agency=BUREAU, role=ROLE,
            evidence={"name": find(PERSON), "agency": find(BUREAU), "role": find(ROLE)},
        )],
        operations=[Operation(
            kind="arrest", date="2026-05-05", persons=persons, women=60, country="VN", agencies=[BUREAU],
            officials=[PERSON],
            evidence={
                "kind": find("arrested"), "date": find("5 May 2026"), "country": find("2026\nin Vietnam"),
                "persons": find("arrested 40 people", printed="40"), "women": find("+60 \x01 were", printed="+60"),
                "agencies": {BUREAU: find(BUREAU)}, "officials": {PERSON: find(PERSON)},
            },
        )],
        evidence={"announced_by": {BUREAU: find(BUREAU)}},
    )  # fmt: skip


@pytest.fixture(scope="session")
def store() -> Store:
    store = Store.open(None)
    # The reference data stays: the competency file brings a graph of the same name.
    store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {"))
    store.writer().put(hostile(), TEXT, origin="test", publisher="Post", media_type="text/plain")
    return store


@pytest.fixture(scope="session")
def source(store: Store) -> Source:
    return Source(store.view())


@pytest.fixture(scope="session")
def written(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder, done = tmp_path_factory.mktemp("exports"), set()

    def write(name: str) -> Path:
        if name not in done:
            write_folder(find_format(name), source, folder / name)
            done.add(name)
        return folder / name

    return write
