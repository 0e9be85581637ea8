"""A store that an older version made, migrated: equal to a fresh load, quad for quad; what people did is kept."""

from __future__ import annotations

import shutil

import pyoxigraph as ox
import pytest

from crackdown.commands.migration_commands import read_anew
from crackdown.errors import InvalidRecord, NotFound, StoreLocked, StoreUnavailable
from crackdown.graph import iris
from crackdown.graph.announcement.stated import read_stated
from crackdown.graph.identity.index import iter_archived
from crackdown.graph.identity.judgements import read_judgements
from crackdown.graph.migration.migrate import migrate
from crackdown.graph.migration.older import Older
from crackdown.graph.migration.swapping import layout_of
from crackdown.graph.storage import writer
from crackdown.graph.storage.folder import FORMAT
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.transaction import facts_of
from crackdown.graph.versioning.history import earlier, version_iris
from crackdown.graph.versioning.versions import history_of, iter_histories, version_facts
from crackdown.intake.loading import load_all
from crackdown.ontology.terms import crk, graph, prov, rdf, rdfs
from tests.graph.migration.conftest import files_of, lines_of
from tests.graph.migration.make_older import BY_HAND, JUDGED


def links_of(engine, announcement):
    """Return what `graph:versions` says of an announcement and its versions."""
    named = {
        ox.NamedNode(announcement),
        *map(ox.NamedNode, version_iris(announcement, history_of(engine, announcement))),
    }
    return {fact for fact in facts_of(engine, ox.NamedNode(graph.versions)) if fact[0] in named}


def test_layout_1_is_read_anew_and_is_what_a_fresh_load_gives(older, frozen, tmp_path):
    store = older(1)
    migrated = migrate(store, read_anew)
    assert migrated.announcements == {"read anew": 7}
    load_all([str(store / "loaded")], tmp_path / "fresh")
    with Store.open(tmp_path / "fresh") as fresh:
        fresh.writer().put_graphs(BY_HAND)
    assert lines_of(store) == lines_of(tmp_path / "fresh")


def test_layout_2_keeps_its_records_and_is_what_they_give_in_any_order_with_the_same_judgements(
    older, frozen, monkeypatch
):
    monkeypatch.setattr(writer, "page_key", lambda origin: origin)  # addresses stay as the older version kept them
    store = older(2)
    migrated = migrate(store, read_anew)
    assert (migrated.announcements, migrated.judgements, migrated.unmet) == ({"as kept": 7}, 3, [])
    with Store.open(store) as new, Store.open(None) as fresh:
        kept = [read_stated(new.records, digest) for _, digest in sorted(iter_archived(new.engine), reverse=True)]
        for stated in kept:
            source, text = stated.source, new.archive.read(stated.source.text_digest)
            monkeypatch.setattr(writer, "software_version", lambda source=source: source.software_version)
            fresh.writer().put(
                stated.record, text, origin=source.origin, publisher=source.publisher, media_type=source.media_type
            )
        for one, other, verdict in JUDGED:
            fresh.writer().judge(one, other, verdict, by="tester", why="as the tests want it")
        fresh.writer().put_graphs(BY_HAND)
        assert lines_of(new) == lines_of(fresh)


@pytest.mark.parametrize("layout", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
def test_nothing_that_is_kept_is_lost(older, layout):
    store = older(layout)
    before = files_of(store)
    (store / "audit.jsonl").write_text("{}\n")
    with Older(store) as old:
        announcements, judged = old.announcements(), old.judgements()
    migrate(store, read_anew)
    assert files_of(store / f"layout-{layout}") == before
    assert (store / "audit.jsonl").read_text() == "{}\n"
    with Store.open(store) as new:
        archived = {name for name, _ in iter_archived(new.engine) if not iris.is_version(name)}
        assert archived == {known.iri for known in announcements}
        for known in announcements:
            stated = read_stated(new.records, dict(iter_archived(new.engine))[known.iri])
            text = new.view().text(known.iri)
            assert text.encode() in before.values()
            assert stated.source.extracted_at == known.taken_in == "2026-03-31T12:00:00+00:00"
            assert all(text[one.start : one.end] == one.quote for _, one in stated.record.iter_evidence())
        assert read_judgements(new.view())[::-1] == judged
        assert new.view().ask("ASK { <https://example.org/a> <https://example.org/says> 'kept by hand' }")
        before_rebuild = lines_of(new)
        new.rebuild()
        assert lines_of(new) == before_rebuild


def test_layout_3_keeps_what_announcements_said_before(older):
    store = older(3)
    with Older(store) as old:
        histories, announcements = old.histories(), old.announcements()
        told = {name: links_of(old.engine, name) for name in histories}
    assert sorted(map(len, histories.values())) == [1, 2]
    assert len(announcements) == 6  # one is withdrawn
    migrate(store, read_anew)
    with Store.open(store) as new:
        assert dict(iter_histories(new.engine)).keys() == histories.keys()
        for name, history in histories.items():
            assert earlier(history_of(new.engine, name)) == earlier(history)
            assert links_of(new.engine, name) == told[name]
            for version, iri in zip(earlier(history), version_iris(name, history), strict=False):
                stated, text = read_stated(new.records, version.record), new.archive.read(version.text)
                assert facts_of(new.engine, ox.NamedNode(iri)) == version_facts(iri, stated, text)
    assert load_all([str(store / "loaded")], store) == 0


def test_what_was_said_before_and_is_gone_stops_it_and_is_named(older):
    store = older(3)
    with Older(store) as old:
        name, history = next(one for one in old.histories().items() if len(one[1]) == 2)
    digest = earlier(history)[0].text
    (store / "texts" / digest[:2] / f"{digest}.txt").unlink()
    with pytest.raises(InvalidRecord, match=rf"{name}: what it said before cannot be taken over"):
        migrate(store, read_anew)
    assert migrate(store, read_anew, leave_out=[name]).announcements == {"as kept": 5}


def test_a_load_after_it_finds_all_unchanged(older, capsys):
    store = older(1)
    migrate(store, read_anew)
    assert load_all([str(store / "loaded")], store) == 0
    assert "7 announcements: 7 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize("layout", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
def test_every_other_command_refuses_it_and_names_the_command(older, layout):
    store = older(layout)
    with pytest.raises(StoreUnavailable, match=rf"layout {layout}, of an older.*crackdown migrate --store {store}"):
        Store.open(store)


def test_a_newer_layout_is_refused_and_left_as_it_is(older):
    store = older(2)
    (store / "format").write_text(f"{int(FORMAT) + 1}\n")
    before = files_of(store)
    with pytest.raises(StoreUnavailable, match="too old for it"):
        migrate(store, read_anew)
    assert files_of(store) == before


def test_a_store_of_this_layout_is_left_as_it_is(tmp_path):
    Store.open(tmp_path / "s").close()
    before = files_of(tmp_path / "s")
    assert migrate(tmp_path / "s", read_anew) is None
    assert files_of(tmp_path / "s") == before
    with pytest.raises(StoreUnavailable, match="there is no store"):
        migrate(tmp_path / "none", read_anew)


def test_nobody_else_gets_in_meanwhile(older):
    store, refused = older(2), []

    def look(step):
        with pytest.raises(StoreLocked):
            Store.open(store, wait_seconds=0)
        refused.append(step)

    migrate(store, read_anew, tell=look)
    assert [step.position for step in refused] == [1, 2, 3, 4, 5, 6, 7]


def test_what_an_old_writer_left_half_done_is_no_hindrance(older):
    store = older(2)
    for mark in ("rebuilding", "unfinished"):
        (store / mark).touch()
    migrate(store, read_anew)
    assert {(store / "layout-2" / mark).exists() for mark in ("rebuilding", "unfinished")} == {True}
    Store.open(store).close()


def test_a_text_that_is_gone_stops_it_and_is_named(older):
    store = older(2)
    with Older(store) as old:
        known = old.announcements()[0]
    (store / "texts" / known.text_digest[:2] / f"{known.text_digest}.txt").unlink()
    before = files_of(store)
    with pytest.raises(InvalidRecord, match=rf"{known.iri}: its text is gone[^$]*--leave-out IRI"):
        migrate(store, read_anew)
    assert files_of(store) == before
    with pytest.raises(NotFound, match="no announcement nobody"):
        migrate(store, read_anew, leave_out=["nobody"])
    assert migrate(store, read_anew, leave_out=[known.iri]).announcements == {"as kept": 6}
    with Store.open(store) as new:
        assert known.iri not in dict(iter_archived(new.engine))
        assert ox.NamedNode(known.iri) not in list(new.engine.named_graphs())


def test_a_record_that_is_gone_is_read_anew_from_its_text(older):
    store = older(2)
    with Older(store) as old:
        known = old.announcements()[0]
    (store / "records" / known.record_digest[:2] / f"{known.record_digest}.json").unlink()
    assert migrate(store, read_anew).announcements == {"as kept": 6, "read anew": 1}


def test_what_a_model_read_is_gathered_from_the_graph_where_no_record_was_kept(older):
    """Reading it anew would lose what the model read."""
    store = older(1)
    with Older(store) as old:
        known = old.announcements()[0]
    engine, name = ox.Store(str(store / "graph")), ox.NamedNode(known.iri)
    about = None, ox.NamedNode(rdf.predicate), ox.NamedNode(crk.kind), name
    claim, *_ = [quad.subject for quad in engine.quads_for_pattern(*about)]
    model = ox.NamedNode("https://w3id.org/crackdown/software/a-model")
    engine.add(ox.Quad(claim, ox.NamedNode(prov.wasAttributedTo), model, name))
    engine.add(ox.Quad(model, ox.NamedNode(rdfs.label), ox.Literal("a-model (open mode)"), name))
    engine.flush()
    del engine
    assert migrate(store, read_anew).announcements == {"read anew": 6, "gathered": 1}
    with Store.open(store) as new:
        stated = read_stated(new.records, dict(iter_archived(new.engine))[known.iri])
    assert "a-model (open mode)" in {one.read_by for _, one in stated.record.iter_evidence()}
    assert stated.record.operations


def test_judgements_about_what_is_told_no_more_are_kept_and_named(older):
    store = older(2)
    with Older(store) as old:
        gone = next(known for known in old.announcements() if known.id.startswith("id-polkam"))
    engine = ox.Store(str(store / "graph"))
    engine.remove_graph(ox.NamedNode(gone.iri))
    for quad in list(engine.quads_for_pattern(ox.NamedNode(gone.iri), None, None, None)):
        engine.remove(quad)  # its record, in the index
    engine.flush()
    del engine
    migrated = migrate(store, read_anew)
    assert (migrated.judgements, len(migrated.unmet)) == (3, 1)
    with Store.open(store) as new:
        assert len(read_judgements(new.view())) == 3


def test_an_earlier_store_that_was_kept_is_not_written_over(older):
    store = older(2)
    shutil.copytree(store / "graph", store / "layout-2" / "graph")
    with pytest.raises(StoreUnavailable, match=r"layout-2 is there already.*remove it"):
        migrate(store, read_anew)
    assert layout_of(store) == "2"
