"""A scene as a picture in SVG: what is drawn, where it stands, and in whose looks."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crackdown.graph.export import scene_look
from crackdown.graph.export.scene_words import LANGUAGES, words_in

EXPLORER = Path(__file__).parents[3] / "api" / "explorer"
SVG = "{http://www.w3.org/2000/svg}"


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


def test_a_stack_by_the_name_of_a_thing_hides_nothing(ask, ids):
    drawn = [{"id": ids[0], "x": 500, "y": 60, "members": ids[1:3]}]
    picture = ET.fromstring(ask("svg", drawn=drawn).content)
    things = [one.get("data-things") for one in picture.iter(f"{SVG}g") if one.get("data-things")]
    assert sorted(at for one in things for at in map(int, one.split())) == list(range(len(ids)))


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


def test_the_page_has_the_looks_of_the_explorer_in_light_and_in_dark():
    css = Path(scene_look.__file__).with_name("scene_page.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    for part, palette in ((light, scene_look.LIGHT), (dark.split("* {")[0], scene_look.DARK)):
        colours = dict(re.findall(r"--([\w-]+): (#\w+);", part))
        named = {"canvas": palette.canvas, "ink": palette.ink, "soft": palette.soft, "line": palette.line,
                 "edge": palette.edge, **palette.types}  # fmt: skip
        assert {name: colours[name] for name in named} == named


def test_every_language_says_all_words():
    assert {frozenset(words_in(language)) for language in LANGUAGES} == {frozenset(words_in("en"))}
