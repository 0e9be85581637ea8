"""Files of lines: what is left of a line, by a process that died or found no room, does not spoil the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crackdown.graph.storage.audit import NAME, AuditLog
from crackdown.graph.storage.lines import add_line


@pytest.mark.parametrize(("was", "is_now"), [("", "b\n"), ("a\n", "a\nb\n"), ("a", "a\nb\n"), ("\n", "\nb\n")])
def test_a_line_stands_alone_whatever_stood_before_it(tmp_path: Path, was: str, is_now: str) -> None:
    file = tmp_path / "lines"
    file.write_text(was)
    add_line(file, "b")
    assert file.read_text() == is_now


def test_a_file_that_is_not_there_is_made_for_whom_it_is_for(tmp_path: Path) -> None:
    add_line(tmp_path / "lines", "ស", mode=0o600)
    assert (tmp_path / "lines").read_text(encoding="utf-8") == "ស\n"
    assert (tmp_path / "lines").stat().st_mode & 0o777 == 0o600


def test_half_a_line_of_the_audit_log_costs_that_line_alone(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    log.write("first")
    (tmp_path / NAME).write_text((tmp_path / NAME).read_text()[:-5])
    log.write("second")
    assert json.loads((tmp_path / NAME).read_text().splitlines()[-1])["event"] == "second"
