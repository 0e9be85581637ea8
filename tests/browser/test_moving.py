"""Moving things costs little: nothing is styled anew, what stands still is kept as a picture; no clock is read."""

from __future__ import annotations

from typing import Any

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
