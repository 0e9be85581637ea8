"""`crackdown serve` as a person runs it, over a store in a folder, for pages that write.

Its announcements are invented: six deportations that two bodies with long names, Khmer and Arabic, tell four days
apart, of which the program cannot tell whether they are one; and one that two papers tell alike, which it merges.
"""

from __future__ import annotations

import hashlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crackdown.graph.announcement.record import Agency, Evidence, Operation, Record
from crackdown.graph.storage.store import Store

KHMER = "ស្នងការដ្ឋាននគរបាលរាជធានីភ្នំពេញនៃអគ្គស្នងការដ្ឋាននគរបាលជាតិព្រះរាជាណាចក្រកម្ពុជា"
ARABIC = "الأمانة العامة للجنة مكافحة الاحتيال عبر الإنترنت التابعة لمجلس الوزراء"
HARBOUR = "Harbour Immigration Office"
PAIRS = 6


@contextmanager
def serve(folder: Path, *options: str) -> Iterator[str]:
    """Run a server over a store; yield its address."""
    log = folder.parent / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "crackdown", "serve", "--store", str(folder), "--port", "0", *options],
            stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield _address(log, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        found = re.search(r"Explorer\s+(http://\S+)/", log.read_text())
        if found:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def fill(folder: Path) -> None:
    """Write the invented announcements into a new store."""
    with Store.open(folder) as store:
        writer = store.writer()
        for record, text in _records():
            writer.put(record, text, origin=record.id, publisher=f"Paper {record.id}", media_type="text/plain")
        writer.flush()


def _records() -> Iterator[tuple[Record, str]]:
    for month in range(1, PAIRS + 1):
        persons = 400 + 7 * month
        khmer = f"{KHMER} បាននិរទេស {persons}នាក់ នៅថ្ងៃ៨ ខែ{month} កម្ពុជា"
        yield _record(
            f"km-{month}", "km", khmer, KHMER, persons,
            {"kind": "និរទេស", "date": "ថ្ងៃ៨", "persons": f"{persons}នាក់", "country": "កម្ពុជា"},
            f"2026-{month:02}-08",
        )  # fmt: skip
        arabic = f"{ARABIC} رحّلت {persons} شخصا في 12/{month} في كمبوديا"
        yield _record(
            f"ar-{month}", "ar", arabic, ARABIC, persons,
            {"kind": "رحّلت", "date": f"12/{month}", "persons": f"{persons} شخصا", "country": "كمبوديا"},
            f"2026-{month:02}-12",
        )  # fmt: skip
    for stem, language, text, words in (
        ("en", "en", f"{HARBOUR} deported 312 people on 3 June from Cambodia.",
         {"kind": "deported", "date": "3 June", "persons": "312 people", "country": "Cambodia"}),
        ("fr", "fr", f"{HARBOUR} a expulsé 312 personnes le 3 juin du Cambodge.",
         {"kind": "expulsé", "date": "3 juin", "persons": "312 personnes", "country": "Cambodge"}),
    ):  # fmt: skip
        yield _record(stem, language, text, HARBOUR, 312, words, "2026-06-03")


def _record(
    stem: str, language: str, text: str, agency: str, persons: int, words: dict[str, str], day: str
) -> tuple[Record, str]:
    evidence = {fact: _find(text, quote) for fact, quote in words.items()}
    evidence["persons"].printed = str(persons)
    operation = Operation(
        kind="deportation", date=day, persons=persons, country="KH", agencies=[agency],
        evidence={**evidence, "agencies": {agency: _find(text, agency)}},
    )  # fmt: skip
    digest = hashlib.sha256(stem.encode()).hexdigest()
    known = Agency(name=agency, country="KH", kind="other", evidence={"name": _find(text, agency)})
    record = Record(
        id=stem, title=stem, language=language, published="2026-06-30", sha256=digest, outcome="facts_found",
        agencies=[known], operations=[operation],
    )  # fmt: skip
    return record, text


def _find(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9)
