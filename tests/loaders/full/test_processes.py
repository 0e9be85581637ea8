"""Every process that a command starts reads in the same way, within the limits of those that read strangers' texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from crackdown.engines.software import fingerprint
from crackdown.intake.apart import Apart, PagesApart, Ready
from crackdown.intake.loading import sample_folder
from crackdown.intake.reading_processes import read_in_processes
from crackdown.loaders.collecting import UnreadPage
from crackdown.loaders.extraction.reading import VARIABLE
from crackdown.service.readers import Readers
from tests.loaders.full.conftest import longest_in_full

PLAIN = "text/plain"


@pytest.fixture
def expected(read):
    return [Ready(document, record) for document, record in read[:4]]


def test_files_are_read_within_the_limits(expected, in_full):
    found = list(Apart([str(sample_folder() / f"{one.document.id}.txt") for one in expected]))
    assert [(one.document.id, one.record) for one in found] == [(one.document.id, one.record) for one in expected]


def test_pages_are_read_within_the_limits(expected, in_full):
    document, record = expected[0]
    with PagesApart() as pages:
        found = pages.read(UnreadPage(document.text.encode(), PLAIN, document.id, document.id, {}, "page", None))
    assert (found.record.reading, found.record.operations) == ("full", record.operations)


def test_longest_text_that_is_read_stays_within_the_limits(expected, in_full):
    text = "\n\n".join(one.document.text for one in expected) * 12
    longest = text[: longest_in_full(text)]
    with PagesApart() as pages:
        read = [
            pages.read(UnreadPage(one.encode(), PLAIN, "long", "long", {}, "page", None)).record
            for one in (text, longest)
        ]
    assert len(text) > 20_000
    assert [record.reading for record in read] == [None, "full"]


def test_server_reads_within_its_limits(expected, in_full):
    with Readers() as readers:
        answer = readers.read(expected[0].document.text.encode(), PLAIN, {})
    assert json.loads(answer["record"])["reading"] == "full"


def test_several_processes_read_as_one_does(expected, in_full):
    assert list(read_in_processes([one.document for one in expected], 2)) == expected


def test_command_reads_in_full_and_says_so(expected):
    document, record = expected[0]
    path = sample_folder() / f"{document.id}.txt"
    done = subprocess.run(
        [sys.executable, "-m", "crackdown", "extract", "--reading", "full", path],
        capture_output=True, text=True, check=True, env={**os.environ, VARIABLE: "fast"}, timeout=120,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == (record.to_json(), "")


def test_software_that_reads_in_full_is_told_by_its_files_too(in_full, monkeypatch):
    full = fingerprint()
    monkeypatch.setattr("crackdown.engines.software._FULL_KINDS", set())
    from crackdown.engines.software import _fingerprint

    assert _fingerprint.__wrapped__("full") != full
