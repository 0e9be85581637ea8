"""Workers on other machines are told in which way to read, also where nobody chose one."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from crackdown.engines.loading import in_order
from crackdown.engines.on_ray import connected
from crackdown.engines.reading import Answer
from crackdown.engines.software import _fingerprint
from crackdown.errors import EngineUnavailable
from crackdown.loaders import Reading
from crackdown.loaders.extraction.reading import VARIABLE


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Ray is started with, by one that starts nothing."""
    given: dict[str, Any] = {}
    task = SimpleNamespace(options=lambda **_: None)
    fake = SimpleNamespace(
        init=lambda **options: given.update(options), shutdown=lambda: None,
        remote=lambda *functions, **_: task if functions else lambda _: None,
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "ray", fake)
    return given


@pytest.fixture
def head() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def test_workers_of_a_cluster_read_in_the_way_of_the_command(asked, head) -> None:
    with connected(head):
        pass
    assert asked["runtime_env"]["env_vars"][VARIABLE] == "fast"


def test_way_that_nobody_chose_is_told_too(asked, head, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("crackdown.engines.on_ray.way", lambda: "full")
    with connected(head):
        pass
    assert asked["runtime_env"]["env_vars"] == {VARIABLE: "full"}


def test_worker_that_read_in_the_other_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crackdown.engines.software._FULL_LIBRARIES", ("numpy",))  # the other may not be installed
    other = _fingerprint.__wrapped__("full")
    with pytest.raises(EngineUnavailable, match="the worker on other reads with another version"):
        list(in_order([Answer([], other, "other")], Reading([])))
