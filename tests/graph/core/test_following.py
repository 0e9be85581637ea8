"""A snapshot that follows its store."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from crackdown.errors import QueryTimeout
from crackdown.graph.linking.network import network_of
from crackdown.graph.serving.limits import Limits
from crackdown.graph.storage import following
from crackdown.graph.storage.following import FollowingSnapshot
from crackdown.graph.storage.store import Store

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a crk:Announcement }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture
def folder(tmp_path: Path, announce, put_into, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(following, "LOOKS_EVERY_SECONDS", 0.0)
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
    return tmp_path / "s"


def counted(source: FollowingSnapshot) -> int:
    return int(source.view().select(COUNT)[0]["n"].value)


def test_it_shows_what_was_loaded_since(folder: Path, announce, put_into) -> None:
    with FollowingSnapshot(folder) as source:
        with Store.open(folder) as store:
            put_into(store, announce("b"))
        assert counted(source) == 2


def test_its_workers_answer_from_what_was_loaded_since(folder: Path, announce, put_into) -> None:
    with FollowingSnapshot(folder) as source:
        source.answer(COUNT)
        with Store.open(folder) as store:
            put_into(store, announce("b"))
        answer = json.loads(source.answer(COUNT).body)
        assert answer["results"]["bindings"][0]["n"]["value"] == "2"


def test_while_a_load_holds_the_store_it_shows_what_was_there(folder: Path, announce, put_into) -> None:
    with FollowingSnapshot(folder) as source, Store.open(folder) as store:
        put_into(store, announce("b"))
        assert counted(source) == 1


def test_after_a_load_held_the_store_it_looks_again_soon(
    folder: Path, announce, put_into, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FollowingSnapshot(folder) as source:
        monkeypatch.setattr(following, "LOOKS_EVERY_SECONDS", 60.0)
        with Store.open(folder) as store:
            put_into(store, announce("b"))
            source.look()
        time.sleep(0.2)
        assert counted(source) == 2


def test_the_network_takes_over_what_a_load_did_not_touch(folder: Path, announce, put_into) -> None:
    with FollowingSnapshot(folder) as source:
        old = network_of(source.view())
        countries = {id_: node for id_, node in old.nodes.items() if node.type == "country"}
        with Store.open(folder) as store:
            put_into(store, announce("b"))
        new = network_of(source.view())
        assert new is not old
        taken = [id_ for id_, node in countries.items() if new.nodes[id_] is node]
        assert 0 < len(taken) < len(countries)


def test_a_query_past_its_time_is_stopped(folder: Path) -> None:
    with FollowingSnapshot(folder, limits=Limits(timeout_seconds=1.0)) as source, pytest.raises(QueryTimeout):
        source.answer(ENDLESS)


def test_closing_leaves_no_snapshot_behind(folder: Path) -> None:
    with FollowingSnapshot(folder) as source:
        counted(source)
    assert not list((folder / "snapshots").iterdir())
