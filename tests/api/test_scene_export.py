"""`POST /api/scene/{format}`: what is in view as a file, each read back by what is to read it."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from crackdown.cli import app
from crackdown.graph.export import scene_look
from crackdown.graph.export.scene_words import LANGUAGES, words_in
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import to_iri
from crackdown.ontology.terms import crk, oa

HOSTILE = "announcement/hostile-2026-05-06-en"
TEXT = (  # as in conftest.py
    'The Bureau <script>alert("x")</script> arrested 40 people on 5 May 2026.\n'
    "Paid \u202e0001\u202c in Vietnam, said </article><img src=x onerror=alert(1)> & more."
)
EXPLORER = Path(__file__).parents[2] / "api" / "explorer"
SVG = "{http://www.w3.org/2000/svg}"
FORMATS = {
    "svg": "image/svg+xml", "html": "text/html", "gexf": "application/gexf+xml", "csv": "application/zip",
    "trig": "application/trig", "pack": "application/zip", "pack-without-texts": "application/zip",
}  # fmt: skip


@pytest.fixture(scope="module")
def network(store):
    return network_of(store.view())


@pytest.fixture(scope="module")
def ids(network) -> list[str]:
    """Everything that is drawn, the hostile agency first."""
    drawn = [id_ for id_, node in network.nodes.items() if node.type != "announcement" and node.degree]
    return sorted(drawn, key=lambda id_: ("script" not in network.nodes[id_].label, id_))


@pytest.fixture(scope="module")
def ask(client, ids):
    def post(name: str, **more):
        answer = client.post(f"/api/scene/{name}", json={"ids": ids, **more})
        assert answer.status_code == 200, answer.text
        return answer

    return post


@pytest.fixture(scope="module")
def pack(ask) -> dict[str, bytes]:
    return unpacked(ask("pack", title="Who works with whom", query="SELECT * { ?s ?p ?o }").content)


def unpacked(body: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(body))
    return {name: archive.read(name) for name in archive.namelist()}


def table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_of_its_type_and_name(ask, name):
    head = ask(name, title="Düsseldorf: a <case>").headers
    assert head["content-type"].split(";")[0] == FORMATS[name]
    assert re.search(r'attachment; filename="crackdown-dusseldorf-a-case[-a-z0-9]*\.\w+"', head["content-disposition"])


@pytest.mark.parametrize(
    "body",
    [
        {"ids": []},
        {"ids": ["a"] * 1501},
        {"ids": ["country/KH"], "drawn": [{"id": "country/KH", "x": "NaN", "y": 0}]},
        {"ids": ["country/KH"], "drawn": [{"id": "country/KH", "x": 1e300, "y": 0}]},
        {"ids": ["country/KH"], "language": "xx"},
        {"ids": ["country/KH"], "html": "<script>"},
    ],
)
def test_what_cannot_be_a_scene_is_a_problem(client, body):
    answer = client.post("/api/scene/svg", json=body)
    assert answer.status_code == 400
    assert answer.json()["code"] == "input"


def test_a_scene_of_nothing_known_is_not_found(client):
    assert client.post("/api/scene/svg", json={"ids": ["agency/of-nowhere"]}).status_code == 404


def test_an_unknown_format_is_a_problem(client):
    assert client.post("/api/scene/pdf", json={"ids": ["country/KH"]}).status_code == 400


def test_what_is_unknown_is_left_out(client, ids):
    body = client.post("/api/scene/csv", json={"ids": [ids[0], "agency/of-nowhere"]}).content
    assert [row["id"] for row in table(unpacked(body)["nodes.csv"])] == [ids[0]]


def test_only_what_had_been_published_is_in_the_scene_of_a_day(client, ids):
    answer = client.post("/api/scene/csv?as_of=2026-02-10", json={"ids": ids})
    rows = table(unpacked(answer.content)["quotes.csv"])
    assert rows
    assert all(row["published"] <= "2026-02-10" for row in rows)


# SVG


def test_the_picture_holds_every_label_as_text(ask, network, ids):
    picture = ET.fromstring(ask("svg").content)
    titles = "\n".join(one.text or "" for one in picture.iter(f"{SVG}title"))
    texts = " ".join(one.text or "" for one in picture.iter(f"{SVG}text"))
    for id_ in ids:
        label = network.nodes[id_].label.replace("\u202e", "[RLO]").replace("\u202c", "[PDF]")
        assert label in titles
        assert label.split()[0] in texts


def test_the_picture_holds_nothing_but_shapes_and_text(ask):
    picture = ET.fromstring(ask("svg", title="<script>alert(1)</script>").content)
    names = {one.tag.removeprefix(SVG) for one in picture.iter()}
    assert names <= {"svg", "g", "title", "desc", "rect", "path", "polygon", "circle", "text"}
    attributes = {name for one in picture.iter() for name in one.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]


def test_things_stand_where_they_were_drawn_and_stacks_stand_for_their_members(ask, ids):
    drawn = [
        {"id": ids[0], "x": 12, "y": -34},
        {"id": "stack:a:arrest", "x": 500, "y": 60, "lines": ["2 arrests"], "members": ids[1:3]},
    ]
    picture = ET.fromstring(ask("svg", drawn=drawn).content)
    marks = {one.get("data-things"): one for one in picture.iter(f"{SVG}g") if one.get("data-things")}
    assert marks["0"].get("transform") == "translate(12 -34)"
    assert marks["1 2"].get("transform") == "translate(500 60)"
    assert "2 arrests" in [one.text for one in marks["1 2"].iter(f"{SVG}text")]


def test_every_link_is_drawn_once(ask, network, ids):
    picture = ET.fromstring(ask("svg").content)
    drawn = [one.get("data-links") for one in picture.iter(f"{SVG}g") if one.get("data-links")]
    assert sorted(map(int, drawn)) == list(range(len(network.edges_among(ids))))


def test_a_line_with_room_is_named_along_it(client, network):
    edge = next(edge for edge in network.iter_edges() if edge.label == "carried out by")
    ends = [{"id": edge.source, "x": 0, "y": 0}, {"id": edge.target, "x": 400, "y": 0}]
    body = {"ids": [edge.source, edge.target], "drawn": ends}
    for distance, named in ((400, True), (90, False)):
        ends[1]["x"] = distance
        picture = ET.fromstring(client.post("/api/scene/svg", json=body).content)
        names = next(one for one in picture.iter(f"{SVG}g") if one.get("class") == "names")
        assert ("carried out by" in [one.text for one in names.iter(f"{SVG}text")]) is named


def test_the_looks_are_those_of_the_explorer():
    if not EXPLORER.is_dir():
        pytest.skip("the explorer's sources are not here")
    light, dark = (EXPLORER / "src/styles/base.css").read_text(encoding="utf-8").split(':root[data-theme="dark"]')
    for css, palette in ((light, scene_look.LIGHT), (dark.split("}")[0], scene_look.DARK)):
        colours = dict(re.findall(r"--([\w-]+): (#\w+);", css))
        named = {"canvas": palette.canvas, "card": palette.card, "ink": palette.ink, "soft": palette.soft,
                 "line": palette.line, "edge": palette.edge, "on-colour": palette.on_colour}  # fmt: skip
        assert {name: colours[name] for name in named} == named
        assert {name: colours[name] for name in palette.types} == palette.types
    for type_, path in scene_look.ICONS.items():
        icon = (EXPLORER / f"src/icons/{type_}.svg").read_text(encoding="utf-8")
        assert type_ == "official" or path in icon  # that one has a circle, which is a path here


def test_every_language_says_all_words():
    assert {frozenset(words_in(language)) for language in LANGUAGES} == {frozenset(words_in("en"))}


# GEXF


@pytest.fixture(scope="module")
def gephi(ask, ids):
    drawn = [{"id": ids[0], "x": 12, "y": -34}]
    return nx.read_gexf(io.BytesIO(ask("gexf", drawn=drawn).content))


def test_gephi_gets_colour_size_and_place_of_each_thing(gephi, network, ids):
    assert set(gephi) == set(ids)
    for id_, data in gephi.nodes(data=True):
        red, green, blue = (data["viz"]["color"][part] for part in "rgb")
        assert f"#{red:02x}{green:02x}{blue:02x}" == scene_look.LIGHT.types[network.nodes[id_].type]
        assert data["viz"]["size"] > 10
    assert gephi.nodes[ids[0]]["viz"]["position"] == {"x": 12.0, "y": 34.0, "z": 0.0}  # its y points upwards


def test_gephi_gets_each_link_with_its_words(gephi, network, ids):
    known = {(edge.source, edge.target, edge.relation) for edge in network.edges_among(ids)}
    assert {(one, other, data["relation"]) for one, other, data in gephi.edges(data=True)} == known
    assert all(data["basis"] == "reference" or data["quote"] for *_, data in gephi.edges(data=True))


# Tables and RDF


def test_the_tables_hold_things_links_and_quotes(ask, network, ids):
    files = unpacked(ask("csv").content)
    assert [row["id"] for row in table(files["nodes.csv"])] == ids
    assert {row["id"] for row in table(files["edges.csv"])} == {edge.id for edge in network.edges_among(ids)}
    assert {tuple(json.loads(row["about"])) for row in table(files["quotes.csv"])}


def test_trig_keeps_each_claim_in_its_announcements_graph(ask, store, network, ids):
    quads = set(ox.parse(ask("trig").content, format=ox.RdfFormat.TRIG))
    assert quads <= set(store.view().engine.quads_for_pattern(None, None, None, None))
    claims = {claim for edge in network.edges_among(ids) for claim in network.claims_behind(edge)}
    stated = {
        quad.subject.value: quad
        for quad in quads
        if quad.predicate.value == crk.statedIn and quad.object == quad.graph_name
    }
    assert claims <= set(stated)
    passages = {quad.subject.value for quad in quads if quad.predicate.value == oa.exact}
    evidence = {quad.object.value for quad in quads if quad.predicate.value == crk.evidence}
    assert evidence == passages
    assert to_iri(ids[0]) in {quad.subject.value for quad in quads}


# The page


class Page(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(ask) -> str:
    return ask("html", title='<img src=x onerror="alert(1)">', address="javascript:alert(1)").text


def test_the_page_runs_its_own_script_alone(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = next(a["content"] for tag, a in Page(page).elements if a.get("http-equiv") == "Content-Security-Policy")
    for part in (script, style):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in (policy or "")
    assert "unsafe" not in (policy or "")
    assert (policy or "").startswith("default-src 'none'")


def test_hostile_words_are_no_markup(page):
    elements = Page(page).elements
    assert [tag for tag, _ in elements].count("script") == 1
    assert "img" not in [tag for tag, _ in elements]
    assert not [a for _, a in elements if any(name.startswith("on") or name in ("src", "style") for name in a)]
    assert not [a for _, a in elements if (a.get("href") or "").lower().startswith("javascript:")]


def test_the_page_leads_from_everything_in_the_picture_to_its_words(page):
    elements = Page(page).elements
    targets = {a["id"] for _, a in elements if "id" in a}
    leads = [a["href"] or "" for _, a in elements if (a.get("href") or "").startswith("#")]
    assert {lead[1:] for lead in leads} <= targets
    assert {lead.split("-")[0] for lead in leads} >= {"#thing", "#link", "#announcement"}


def test_the_page_holds_every_quote(page, ask):
    rows = table(unpacked(ask("csv").content)["quotes.csv"])
    shown = html.unescape(" ".join(page.split()))
    for row in rows:
        quote = row["quote"].removeprefix("'").replace("\u202e", "[RLO]").replace("\u202c", "[PDF]")
        assert f"<mark>{' '.join(quote.split())}</mark>" in shown


# The evidence pack


def test_the_pack_holds_what_the_finding_rests_on(pack, ids):
    assert {
        "README.txt", "SHA256SUMS", "announcements.json", "query.rq", "quotes.csv", "quotes.jsonl", "scene.json",
        "scene.svg", "viewer.html",
    } <= set(pack)  # fmt: skip
    told = json.loads(pack["scene.json"])
    assert [one["id"] for one in told["things"]] == ids
    assert told["title"] == "Who works with whom"
    assert told["graph"]


def test_every_quote_of_the_pack_names_its_announcements_digest(pack):
    announced = {one["id"]: one for one in json.loads(pack["announcements.json"])}
    quotes = [json.loads(line) for line in pack["quotes.jsonl"].decode().split("\n") if line]
    assert quotes
    assert all(quote["sha256"] == announced[quote["announcement"]]["sha256"] for quote in quotes)
    assert announced[HOSTILE]["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert pack[announced[HOSTILE]["text"]].decode() == TEXT


def test_the_same_scene_made_at_the_same_moment_gives_the_same_bytes(store, ids):
    from datetime import UTC, datetime

    from crackdown.graph.export.scene import Wanted, read_scene
    from crackdown.graph.export.scene_formats import to_bytes

    made = datetime(2026, 2, 9, tzinfo=UTC)
    one, other = (to_bytes(read_scene(store.view(), Wanted(ids)), "pack", made) for _ in range(2))
    assert one == other


def test_the_readmes_own_check_finds_nothing_wrong(tmp_path, pack):
    for name, body in pack.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    line = next(line.strip() for line in pack["README.txt"].decode().splitlines() if "python3 -c" in line)
    code = line.removeprefix('python3 -c "').removesuffix('"')
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def verify(tmp_path: Path, contents: dict[str, bytes]):
    file = tmp_path / "pack.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return CliRunner().invoke(app, ["verify-pack", str(file)])


def with_sums(contents: dict[str, bytes]) -> dict[str, bytes]:
    """A forger makes the sums anew."""
    rest = {name: body for name, body in contents.items() if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in rest.items())
    return {**rest, "SHA256SUMS": sums.encode()}


def hostile_text(pack: dict[str, bytes]) -> str:
    return next(name for name in pack if name.startswith("texts/hostile"))


def test_a_whole_pack_is_verified(tmp_path, pack):
    done = verify(tmp_path, pack)
    assert done.exit_code == 0
    assert "0 problems" in done.output


def test_a_changed_file_is_found(tmp_path, pack):
    done = verify(tmp_path, pack | {"scene.svg": pack["scene.svg"] + b" "})
    assert done.exit_code == 1
    assert "scene.svg: not what its checksum says" in done.output


def test_a_missing_and_a_foreign_file_are_found(tmp_path, pack):
    changed = {name: body for name, body in pack.items() if name != "viewer.html"} | {"more.txt": b""}
    output = verify(tmp_path, changed).output
    assert "viewer.html: missing" in output
    assert "more.txt: not part of the pack" in output


def test_a_forged_quote_is_found(tmp_path, pack):
    quotes = [json.loads(line) for line in pack["quotes.jsonl"].decode().split("\n") if line]
    next(quote for quote in quotes if quote["announcement"] == HOSTILE)["quote"] = "nobody said this"
    lines = "".join(f"{json.dumps(quote)}\n" for quote in quotes)
    done = verify(tmp_path, with_sums(pack | {"quotes.jsonl": lines.encode()}))
    assert done.exit_code == 1
    assert "“nobody said this” does not stand in" in done.output


def test_a_forged_text_is_found(tmp_path, pack):
    name = hostile_text(pack)
    done = verify(tmp_path, with_sums(pack | {name: pack[name] + b"more"}))
    assert done.exit_code == 1
    assert f"{name}: not the text whose digest" in done.output


def test_without_texts_quotes_are_told_to_be_unchecked(tmp_path, ask):
    contents = unpacked(ask("pack-without-texts").content)
    assert not [name for name in contents if name.startswith("texts/")]
    done = verify(tmp_path, contents)
    assert done.exit_code == 0
    assert " 0 quotes verbatim" in done.output
    assert "not checked" in done.output


@pytest.mark.parametrize("body", [b"no archive", b""])
def test_what_is_no_pack_is_refused_in_words(tmp_path, body):
    (tmp_path / "x.zip").write_bytes(body)
    done = CliRunner().invoke(app, ["verify-pack", str(tmp_path / "x.zip")])
    assert done.exit_code == 2
    assert "no ZIP archive" in done.output


# Following


def test_an_id_that_was_merged_is_told_with_what_it_became(client, store):
    network = network_of(store.view())
    merged = [
        (row.subject.value, row.object.value)
        for row in store.view().engine.quads_for_pattern(
            None, ox.NamedNode("http://purl.org/dc/terms/isReplacedBy"), None, ox.DefaultGraph()
        )
    ]
    assert merged
    old, new = (one.split("/crackdown/", 1)[1] for one in merged[0])
    answer = client.post("/api/graph", json={"ids": [old, "agency/of-nowhere"]}).json()
    assert answer["followed"] == {old: new}
    assert [node["id"] for node in answer["nodes"]] == [new]
    assert new in network.nodes
