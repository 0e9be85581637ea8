"""A store is damaged in one way after the other, and exactly that is told.

`folder` is a store with two reports of one operation, which are one thing and one text, another announcement and a
judgement. `verified` checks it; `engine_of` gives the graph's own engine, to change it behind the program's back.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.identity.index import iter_members
from crackdown.graph.storage.store import Store
from crackdown.graph.verifying.problem import Problem
from crackdown.graph.verifying.verification import verifying
from crackdown.ontology.terms import BASE, PREFIXES, crk, dcterms, graph, oa, org, prov

A, B, C = (f"{BASE}announcement/{name}" for name in "abc")
DEFAULT = ox.DefaultGraph()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, announce, put_into) -> Path:
    place = tmp_path_factory.mktemp("made") / "store"
    with Store.open(place) as store:
        put_into(store, announce("a"))
        put_into(store, announce("b"))
        put_into(store, announce("c", persons=77, official="Tep Veasna"))
        officials = sorted(member for member, _ in iter_members(store.engine) if "/official/" in member)
        store.writer().judge(officials[0], officials[1], "different", by="tester")
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "store")
    return tmp_path / "store"


def verified(folder: Path) -> list[Problem]:
    with verifying(folder) as verification:
        return list(verification.problems())


def wrong(folder: Path) -> list[Problem]:
    return [problem for problem in verified(folder) if not problem.is_note]


class Engine:
    """A graph's engine that is closed when told so, whoever still has a name for it."""

    def __init__(self, folder: Path) -> None:
        self._engine: ox.Store | None = ox.Store(str(folder / "graph"))

    def quads_for_pattern(self, *pattern) -> list[ox.Quad]:
        return list(self._engine.quads_for_pattern(*pattern))

    def add(self, quad: ox.Quad) -> None:
        self._engine.add(quad)

    def remove(self, quad: ox.Quad) -> None:
        self._engine.remove(quad)

    def close(self) -> None:
        self._engine.flush()
        self._engine = None


@contextmanager
def engine_of(folder: Path) -> Iterator[Engine]:
    with closing(Engine(folder)) as engine:
        yield engine


def one(engine: Engine, subject: str | None, predicate: str, where: str) -> ox.Quad:
    """Return the first quad of a graph, by its words."""
    named = ox.NamedNode(subject) if subject else None
    found = engine.quads_for_pattern(named, ox.NamedNode(predicate), None, ox.NamedNode(where))
    return min(found, key=str)


def in_default(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def take_out(engine: Engine, quad: ox.Quad) -> None:
    """Take a triple out of its graph, and out of the default graph."""
    engine.remove(quad)
    engine.remove(in_default(quad))


def put_in(engine: Engine, quad: ox.Quad) -> None:
    engine.add(quad)
    engine.add(in_default(quad))


def test_nothing_is_wrong_with_a_store_that_nobody_damaged(folder):
    assert [str(problem) for problem in verified(folder)] == []


def test_all_of_it_is_gone_through(folder):
    with verifying(folder) as verification:
        list(verification.problems())
    with Store.open(folder) as store:
        assert verification.counts.quads == len(store.engine)
    counts = verification.counts
    assert (counts.announcements, counts.texts, counts.records, counts.unchecked) == (3, 2, 3, 0)
    assert counts.quotes > 30


def test_not_one_byte_of_the_store_is_written(folder):
    before = state(folder)
    verified(folder)
    assert state(folder) == before


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Return what each file holds, and when each file and folder was changed."""
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "", path.stat().st_mtime_ns)
        for path in (folder, *folder.rglob("*"))
    }


def test_a_byte_of_a_text(folder):
    text = text_of(folder, C)
    text.write_bytes(text.read_bytes().replace(b"deported", b"departed"))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.expected) == ("text", str(text), text.stem)
    assert C in problem.found
    assert "load its announcement again" in problem.remedy


def test_a_missing_text(folder):
    text = text_of(folder, C)
    text.unlink()
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.found) == ("archive", str(text), "no such file")
    assert C in problem.expected


def text_of(folder: Path, announcement: str) -> Path:
    with engine_of(folder) as engine:
        digest = one(engine, announcement, dcterms.identifier, announcement).object.value.rpartition(":")[2]
    return folder / "texts" / digest[:2] / f"{digest}.txt"


def test_a_byte_of_a_record(folder):
    record = sorted((folder / "records").rglob("*.json"))[0]
    record.write_bytes(record.read_bytes().replace(b"deportation", b"departation"))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.expected) == ("record", str(record), record.stem)
    (note,) = [problem for problem in verified(folder) if problem.is_note]
    assert "who is who, and what follows from it was not checked" in note.found


def test_a_missing_record(folder):
    record = sorted((folder / "records").rglob("*.json"))[0]
    record.unlink()
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.found) == ("archive", str(record), "no such file")


@pytest.mark.parametrize(("name", "suffix"), [("texts", ".txt"), ("records", ".json")])
def test_what_no_graph_names(folder, name, suffix):
    digest = hashlib.sha256(b"{}").hexdigest()
    file = folder / name / digest[:2] / f"{digest}{suffix}"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"{}")
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("archive", str(file))
    assert "no graph names" in problem.found


def test_what_a_killed_process_left_is_a_note(folder):
    (folder / "unfinished").touch()
    digest = hashlib.sha256(b"{}").hexdigest()
    (folder / "texts" / digest[:2]).mkdir(exist_ok=True)
    (folder / "texts" / digest[:2] / f"{digest}.txt").write_bytes(b"{}")
    (folder / "texts" / "half.txt.123.part").write_bytes(b"")
    assert [problem.is_note for problem in verified(folder)] == [True, True]


def test_a_file_of_another_name(folder):
    (folder / "texts" / "mine.txt").touch()
    (problem,) = wrong(folder)
    assert problem.found == "a file of another name"


def test_a_quotes_offset(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, oa.exact, C)
        passage = quad.subject.value
        start = one(engine, passage, oa.start, C)
        take_out(engine, start)
        moved = ox.Literal(str(int(start.object.value) + 1), datatype=start.object.datatype)
        put_in(engine, ox.Quad(start.subject, start.predicate, moved, start.graph_name))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.expected) == ("quote", passage, repr(quad.object.value))


def test_a_quotes_words(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, oa.exact, C)
        take_out(engine, quad)
        put_in(engine, ox.Quad(quad.subject, quad.predicate, ox.Literal("other words"), quad.graph_name))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.expected) == ("quote", quad.subject.value, "'other words'")
    assert quad.object.value in problem.found


@pytest.mark.parametrize(("name", "words"), [("prefix", "not what stands before"), ("suffix", "nor behind")])
def test_a_quotes_surroundings(folder, name, words):
    with engine_of(folder) as engine:
        passage = one(engine, None, oa.exact, C).subject
        put_in(engine, ox.Quad(passage, ox.NamedNode(PREFIXES["oa"] + name), ox.Literal(words), ox.NamedNode(C)))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.expected) == ("quote", passage.value, repr(words))


def test_a_claim_without_evidence(folder):
    with engine_of(folder) as engine:
        claim = one(engine, None, crk.evidence, C).subject
        for quad in engine.quads_for_pattern(claim, ox.NamedNode(crk.evidence), None, ox.NamedNode(C)):
            take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where, problem.found) == ("quote", claim.value, "a claim without evidence")


def test_a_triple_that_an_announcements_record_states(folder):
    with engine_of(folder) as engine:
        quad = one(engine, C, dcterms.title, C)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("record", C)
    assert str(quad.triple) in problem.expected


def test_a_triple_that_an_announcements_record_does_not_state(folder):
    with engine_of(folder) as engine:
        put_in(engine, ox.Quad(ox.NamedNode(C), ox.NamedNode(dcterms.title), ox.Literal("Another"), ox.NamedNode(C)))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("record", C)
    assert '"Another"' in problem.found


def test_a_told_triple_taken_out_of_the_default_graph(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, crk.carriedOutBy, C)
        engine.remove(in_default(quad))
    problems = wrong(folder)
    assert {(problem.check, problem.found) for problem in problems} == {("default graph", "no such triple")}
    assert {problem.where for problem in problems} == {" ".join(map(str, (quad.subject, quad.predicate, quad.object)))}
    assert problems[0].remedy == "run: crackdown rebuild"


def test_an_inferred_triple_taken_out_of_the_default_graph(folder):
    with engine_of(folder) as engine:
        quad = min(engine.quads_for_pattern(None, ox.NamedNode(crk.participant), None, DEFAULT), key=str)
        engine.remove(quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.found) == ("default graph", "no such triple")
    assert problem.where == " ".join(map(str, (quad.subject, quad.predicate, quad.object)))
    assert "as it follows from" in problem.expected


def test_a_triple_put_into_the_default_graph(folder):
    with engine_of(folder) as engine:
        engine.add(ox.Quad(ox.NamedNode(A), ox.NamedNode(dcterms.title), ox.Literal("Invented")))
    (problem,) = wrong(folder)
    assert problem.check == "default graph"
    assert problem.where == f'<{A}> <{dcterms.title}> "Invented"'


def test_what_follows_from_an_invented_triple_is_not_missed(folder):
    with engine_of(folder) as engine:
        told = one(engine, None, crk.carriedOutBy, C)
        engine.add(ox.Quad(told.subject, told.predicate, ox.NamedNode(f"{BASE}agency/nobody")))
    (problem,) = wrong(folder)
    assert problem.where == f"{told.subject} {told.predicate} <{BASE}agency/nobody>"


def test_triples_that_only_follow_from_each_other(folder):
    person, post = ox.NamedNode(f"{BASE}official/nobody"), ox.NamedNode(f"{BASE}post/none")
    with engine_of(folder) as engine:
        engine.add(ox.Quad(person, ox.NamedNode(org.holds), post))
        engine.add(ox.Quad(post, ox.NamedNode(org.heldBy), person))
    assert [problem.found for problem in wrong(folder)] == 2 * [
        "a triple that no graph tells and that follows from none"
    ]


def test_a_rebuild_mends_the_default_graph(folder):
    with engine_of(folder) as engine:
        engine.remove(engine.quads_for_pattern(None, ox.NamedNode(crk.participant), None, DEFAULT)[0])
        engine.add(ox.Quad(ox.NamedNode(A), ox.NamedNode(dcterms.title), ox.Literal("Invented")))
    with Store.open(folder) as store:
        store.rebuild()
    assert wrong(folder) == []


def test_a_decisions_member_that_is_gone(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, crk.compares, graph.identity)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("identity", quad.subject.value)
    assert quad.object.value.removeprefix(BASE) in problem.expected


def test_a_decision_about_what_no_record_tells_of(folder):
    stranger = ox.NamedNode(f"{BASE}operation/nobody-told-of-it")
    with engine_of(folder) as engine:
        quad = one(engine, None, crk.compares, graph.identity)
        take_out(engine, quad)
        put_in(engine, ox.Quad(quad.subject, quad.predicate, stranger, quad.graph_name))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("identity", quad.subject.value)
    assert f"{stranger.value}, which no record tells of" in problem.found


@pytest.mark.parametrize("predicate", [crk.confidence, crk.canonical, dcterms.isReplacedBy])
def test_a_decision_that_its_features_do_not_give(folder, predicate):
    with engine_of(folder) as engine:
        quad = one(engine, None, predicate, graph.identity)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("identity", quad.subject.value)


def test_a_profile_that_is_stale(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, f"{BASE}index#profile", graph.index)
        engine.remove(quad)
        engine.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("{}"), quad.graph_name))
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("index", quad.subject.value)


def test_a_copy_that_is_not_told_any_more(folder):
    with engine_of(folder) as engine:
        quad = one(engine, B, crk.copyOf, graph.origins)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("copy", B)


def test_a_judgements_member_that_is_gone(folder):
    with engine_of(folder) as engine:
        quad = one(engine, None, crk.compares, graph.judgements)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("judgement", quad.subject.value)
    assert quad.object.value not in problem.found


@pytest.mark.parametrize("predicate", [crk.verdict, prov.wasAssociatedWith])
def test_a_judgement_without(folder, predicate):
    with engine_of(folder) as engine:
        quad = one(engine, None, predicate, graph.judgements)
        take_out(engine, quad)
    (problem,) = wrong(folder)
    assert (problem.check, problem.where) == ("judgement", quad.subject.value)


def test_a_judgement_about_what_was_withdrawn_is_a_note(folder):
    with Store.open(folder) as store:
        store.writer().delete(C)
    (problem,) = verified(folder)
    assert problem.is_note
    assert "of which no announcement tells" in problem.found


def test_a_store_that_is_written_meanwhile_is_told(folder):
    with verifying(folder) as verification:
        with Store.open(folder) as store:
            store.writer().delete(C)
        with pytest.raises(StoreLocked, match="was written while it was verified"):
            list(verification.problems())


def test_there_is_nothing_to_verify_where_no_store_is(tmp_path):
    with pytest.raises(StoreUnavailable, match="there is no store"), verifying(tmp_path):
        pass
