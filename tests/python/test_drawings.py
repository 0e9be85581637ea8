"""Drawings: a page, a picture, and words, each of the same lines; nothing from elsewhere, nothing as markup."""

import re
import subprocess
import sys
from xml.etree import ElementTree

import nbformat
import pytest

from crackdown.errors import InputError, UnknownFormat
from crackdown.graph.drawing.scatter import scatter
from crackdown.graph.drawing.scene import scene_of

LINKS = "CONSTRUCT { ?op crk:carriedOutBy ?a } WHERE { ?op crk:carriedOutBy ?a }"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(g):
    return g.draw("General Department of Immigration")


@pytest.fixture(scope="module")
def picture(drawing):
    return ElementTree.fromstring(drawing.svg)


def test_the_picture_has_every_line_and_name(drawing, picture):
    assert len(picture.findall(f"{SVG}line")) == len(drawing.scene.edges)
    told = "".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    assert "Deportation of 312" in told


def test_the_picture_asks_nobody_and_runs_nothing(drawing, picture):
    assert not [one for one in picture.iter() if one.tag in {f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"}]
    assert re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?(?!#)\w", drawing.svg) == []


def test_a_line_of_the_picture_tells_its_quote(drawing, picture):
    tips = [line.findtext(f"{SVG}title") or "" for line in picture.findall(f"{SVG}line")]
    assert any("“" in tip for tip in tips)


def test_the_lines_in_words_have_their_quotes(drawing):
    lines = drawing.lines
    assert len(lines) == len(drawing.scene.edges)
    for row in lines:
        if row["quote"]:
            assert row["announcement"]


def test_what_shows_where_pages_do_not_run(drawing):
    still = drawing._repr_html_().partition("</iframe>")[2]
    assert '<img alt="' in still
    assert "data:image/svg+xml;base64," in still
    assert "<script" not in still
    assert "<table>" in still


def test_a_notebook_gets_page_and_picture(drawing, monkeypatch):
    monkeypatch.setattr("crackdown.python.pictures.to_png", lambda _svg: None)  # as where resvg-py is not installed
    shown = drawing._repr_mimebundle_()
    assert shown["image/svg+xml"] == drawing.svg
    assert shown["text/html"] == drawing._repr_html_()


@pytest.mark.parametrize(("ending", "begins"), [("html", b"<!doctype html>"), ("svg", b"<svg ")])
def test_it_is_written_by_its_ending(drawing, tmp_path, ending, begins):
    assert drawing.save(tmp_path / f"n.{ending}").read_bytes().startswith(begins)


def test_a_png_where_it_can_be_made(drawing, tmp_path):
    pytest.importorskip("resvg_py", reason="resvg-py is not installed: pip install resvg-py")
    assert drawing.save(tmp_path / "n.png").read_bytes().startswith(b"\x89PNG")
    assert drawing._repr_mimebundle_().keys() == {"text/html", "image/png", "text/plain"}


def test_other_endings_are_refused(drawing, tmp_path):
    with pytest.raises(UnknownFormat, match=r"\.html.*\.svg"):
        drawing.save(tmp_path / "n.pdf")


def test_triples_are_drawn_as_lines(g):
    answer = g.query(LINKS)
    drawn = answer.network()
    assert len(drawn.scene.edges) == len(answer)
    assert all(drawn.quotes[edge.id] for edge in drawn.scene.edges)


def test_triples_between_other_things_are_drawn_too(g):
    drawn = g.query("CONSTRUCT WHERE { ?op crk:kind ?kind }").network()
    assert {node.type for node in drawn.scene.nodes.values()} == {"operation", "other"}


def test_triples_without_two_iris_are_not_drawn(g):
    with pytest.raises(InputError, match="nothing to draw"):
        g.query("CONSTRUCT { country:KH rdfs:label ?n } WHERE { country:KH rdfs:label|skos:prefLabel ?n }").network()


def test_things_of_rows_are_drawn_with_what_the_graph_says(g):
    drawn = g.query("SELECT ?op ?a { ?op crk:carriedOutBy ?a }").network()
    assert {edge.label for edge in drawn.scene.edges} >= {"carried out by"}


def test_two_columns_make_lines_with_the_quotes_of_their_rows(g):
    rows = g.query("SELECT ?who ?airport { ?op crk:directedBy ?who ; crk:departedFrom ?airport }")
    drawn = rows.network("who", "airport")
    ends = {(edge.source, edge.target): edge for edge in drawn.scene.edges}
    quotes = [quote.quote for quote in drawn.quotes[ends["official/kh-sok-veasna", "airport/VDTI"].id]]
    assert any("Techo" in quote for quote in quotes) or any("Veasna" in quote for quote in quotes)


def test_a_column_that_holds_no_things_is_told(g):
    with pytest.raises(InputError, match=r"\?n holds no things"):
        g.query("SELECT ?op ?n { ?op crk:total/crk:value ?n }").network("op", "n")


@pytest.mark.parametrize("projection", ["cooperation", "transfers"])
def test_a_projection_is_drawn_with_the_quotes_of_its_lines(g, projection):
    drawn = g.draw(g.networkx(projection))
    assert len(drawn.scene.edges) == g.networkx(projection).number_of_edges()
    assert all(drawn.quotes[edge.id] for edge in drawn.scene.edges)


def test_a_graph_of_other_things_is_not_drawn(g):
    import networkx as nx

    with pytest.raises(InputError, match="no thing of the graph"):
        g.draw(nx.path_graph(3))


@pytest.mark.parametrize("ending", ["html", "svg"])
def test_the_command_draws_the_same(g, folder, tmp_path, ending):
    file = tmp_path / f"n.{ending}"
    command = [sys.executable, "-m", "crackdown", "draw", "KTI", "--store", str(folder), "-o", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    drawn = g.draw("KTI")
    assert file.read_text() == (drawn.page if ending == "html" else drawn.svg)
    assert "opens in any browser, offline" in done.stdout


def test_yes_is_not_drawn(g):
    with pytest.raises(InputError, match="not drawn"):
        g.query("ASK {}").network()


def test_a_scene_without_a_middle_leaves_room(g):
    scene = g.query(LINKS).network().scene
    places = scatter(scene.nodes, scene.edges)
    assert set(places) == set(scene.nodes)
    assert scatter(scene.nodes, scene.edges) == places
    gaps = [
        abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(places.values()) for b in [*places.values()][:at]
    ]
    assert min(gaps) > 40


def test_too_many_nodes_are_left_out_and_counted(g):
    scene = g.query(LINKS).network().scene
    cut = scene_of(scene.nodes.values(), scene.edges, "cut", most_nodes=2)
    assert (len(cut.nodes), cut.left) == (2, len(scene.nodes) - 2)


def as_notebook(drawing):
    output = nbformat.v4.new_output("execute_result", drawing._repr_mimebundle_(), execution_count=1)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("g.draw(…)", outputs=[output])])


def test_an_exported_page_has_the_drawing_and_its_picture(drawing):
    exporters = pytest.importorskip("nbconvert", reason="nbconvert is not installed: pip install jupyterlab")
    page, _ = exporters.HTMLExporter().from_notebook_node(as_notebook(drawing))
    assert 'class="crackdown-page"' in page
    assert "data:image/svg+xml;base64," in page


def test_paper_gets_the_picture(drawing):
    exporters = pytest.importorskip("nbconvert", reason="nbconvert is not installed: pip install jupyterlab")
    pytest.importorskip("resvg_py", reason="resvg-py is not installed: pip install resvg-py")
    source, made = exporters.LatexExporter().from_notebook_node(as_notebook(drawing))
    assert "iframe" not in source
    (picture,) = made["outputs"].values()
    assert picture.startswith(b"\x89PNG")
