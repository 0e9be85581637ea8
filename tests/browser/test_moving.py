"""Moving things costs little: nothing is styled anew, what stands still is kept as a picture; no clock is read."""

from __future__ import annotations

from typing import Any

import pytest

from crackdown.graph.storage.store import Store

HUB = "agency/kh-harbour-immigration-office"

# At each drawing that a drag brings: how often things were styled, and how many are in Cytoscape's kept pictures.
WATCH = """(cy => {
  const seen = { styled: 0, drawn: 0, kept: 0, names: 0 };
  let moving = false;
  const kept = () => Math.max(0, ...Object.values(cy.renderer().data.lyrTxrCache.layersByLevel).map(level => level
    .filter(layer => !layer.invalid && layer.reqs === 0).reduce((sum, layer) => sum + layer.eles.length, 0)));
  cy.on('style', 'node, edge', () => { if (moving) seen.styled += 1; });
  cy.on('drag dragpan', () => { moving = true; });
  cy.on('free', () => { moving = false; });
  cy.on('render', () => {
    if (!moving) return;
    seen.drawn += 1;
    seen.kept = Math.max(seen.kept, kept());
    seen.names = cy.scratch('names')().length;
  });
  window.seen_ = seen;
})"""


def drag(explorer: Any, x: float, y: float) -> dict[str, int]:
    """Drag from a place on the page, a step a drawing, and tell what was seen while the button was down."""
    explorer.page.evaluate(f"{WATCH}({explorer.cy})")
    explorer.page.mouse.move(x, y)
    explorer.page.mouse.down()
    for step in range(1, 7):
        explorer.page.mouse.move(x + 9 * step, y - 4 * step)
        explorer.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")
    explorer.wait("scratch('names')() && window.seen_.drawn > 2")
    seen = explorer.page.evaluate("({ ...window.seen_ })")
    explorer.page.mouse.up()
    return seen


def test_the_ground_is_moved_without_styling_anything_and_with_its_lines_as_a_picture(hub):
    everything, names = hub.ask("elements().length"), {name["id"] for name in hub.ask("scratch('names')()")}
    box = hub.page.locator("#canvas").bounding_box()
    before = hub.ask("pan().x")
    seen = drag(hub, box["x"] + 5, box["y"] + box["height"] - 5)
    assert hub.ask("pan().x") > before
    assert seen["styled"] == 0
    assert seen["kept"] == everything
    assert seen["names"] == len(names) > 0
    assert {name["id"] for name in hub.ask("scratch('names')()")} == names


def test_while_a_thing_is_dragged_the_others_are_kept_as_a_picture(hub):
    box, point = hub.page.locator("#canvas").bounding_box(), hub.ask(f"getElementById({HUB!r}).renderedPosition()")
    still = hub.page.evaluate(
        f"""id => {{
          const thing = {hub.cy}.getElementById(id);
          return {hub.cy}.elements().difference(thing.closedNeighborhood()).length;
        }}""",
        HUB,
    )
    seen = drag(hub, box["x"] + point["x"], box["y"] + point["y"])
    assert seen["kept"] == still > 0


CROWD = "agency/invented"
SERVING = [f"official/invented-{number}" for number in range(14)]
# Whether a moved line is drawn in the middle between two things, and how far a line's name lies from that line.
LINES = """([cy, hub, id]) => {
  const [from, to] = [hub, id].map(one => cy.getElementById(one).renderedPosition());
  const canvas = document.querySelector('canvas.moved-lines'), ratio = devicePixelRatio;
  const middle = [(from.x + to.x) / 2 - 2, (from.y + to.y) / 2 - 2].map(place => Math.round(place * ratio));
  const dots = canvas.getContext('2d').getImageData(...middle, 5, 5).data;
  const edge = cy.getElementById(hub).edgesWith(cy.getElementById(id)).id();
  const name = cy.scratch('names')().find(one => one.id === edge), pan = cy.pan();
  const [x, y] = name ? [(name.x1 + name.x2) / 2 + pan.x, (name.y1 + name.y2) / 2 + pan.y] : [from.x, from.y];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return {
    painted: dots.some(dot => dot > 0), named: name !== undefined,
    aside: Math.abs((x - from.x) * dy - (y - from.y) * dx) / Math.hypot(dx, dy),
  };
}"""


@pytest.fixture(scope="module")
def crowd_address(serve: Any) -> Any:
    """A store with an agency and fourteen officials, served for as long as a page may ask."""
    with Store.open(None) as store:
        things = [f"<{CROWD}> a crk:Agency ; rdfs:label 'Invented Office'@en ."] + [
            f"<{id_}> a crk:Official ; rdfs:label 'Invented {number}'@en ; crk:servesIn <{CROWD}> ."
            for number, id_ in enumerate(SERVING)
        ]
        store.writer().put_graphs("\n".join([
            "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> .",
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", "<announcement/invented> {", *things, "}",
        ]).encode())  # fmt: skip
        yield serve(store)


@pytest.fixture
def crowd(open_explorer: Any, crowd_address: str) -> Any:
    """An agency with fourteen officials, selected: a thing with many lines."""
    explorer = open_explorer(f"/#show={','.join([CROWD, *SERVING])}", at=crowd_address).settle()
    explorer.click(CROWD)
    explorer.wait(f"getElementById({CROWD!r}).hasClass('selected')")
    explorer.wait("scratch('names')().length > 15")
    return explorer


def look_at_lines(explorer: Any) -> list[dict[str, Any]]:
    return explorer.page.evaluate(f"ids => ids.map(id => ({LINES})([{explorer.cy}, {CROWD!r}, id]))", SERVING)


def test_lines_of_a_thing_with_many_are_drawn_plainly_with_their_names_while_it_is_dragged(crowd):
    page = crowd.page
    box, point = page.locator("#canvas").bounding_box(), crowd.ask(f"getElementById({CROWD!r}).renderedPosition()")
    x, y = box["x"] + point["x"], box["y"] + point["y"]
    assert not any(line["painted"] for line in look_at_lines(crowd))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 30, steps=5)
    crowd.wait("edges(':visible').empty()")
    crowd.wait(f"getElementById({CROWD!r}).renderedPosition('x') > {point['x'] + 40}")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")
    lines = look_at_lines(crowd)
    assert all(line["painted"] for line in lines)
    assert any(line["named"] for line in lines)
    assert max(line["aside"] for line in lines) < 6  # left where they were, some would be 20 away
    page.mouse.up()
    crowd.wait("edges(':hidden').empty()")
    assert not any(line["painted"] for line in look_at_lines(crowd))


def test_dots_of_lines_are_left_out_from_afar_and_come_back(crowd):
    assert crowd.ask("edges().map(edge => edge.style('line-style'))") == ["dotted"] * 14
    crowd.page.evaluate(f"{crowd.cy}.zoom(0.3); 0")
    assert crowd.ask("edges().map(edge => edge.style('line-style'))") == ["solid"] * 14
    crowd.page.evaluate(f"{crowd.cy}.zoom(1); 0")
    assert crowd.ask("edges().map(edge => edge.style('line-style'))") == ["dotted"] * 14
