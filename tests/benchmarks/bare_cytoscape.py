"""The peer of the explorer's network: a page with nothing but Cytoscape, in its own look, and the same scene on it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page

_CYTOSCAPE = Path(__file__).parents[2] / "api/explorer/node_modules/cytoscape/dist/cytoscape.min.js"
_SCENE = """(() => {
  const cy = document.querySelector('#canvas')._cyreg.cy;
  return {
    width: cy.width(), height: cy.height(), zoom: cy.zoom(), pan: { ...cy.pan() },
    elements: cy.elements().map(one => one.isNode()
      ? { group: 'nodes', data: { id: one.id(), label: one.data('text') }, position: { ...one.position() } }
      : { group: 'edges', data: { id: one.id(), source: one.data('source'), target: one.data('target') } }),
  };
})()"""
_BARE = """({ elements, width, height, zoom, pan }) => {
  const container = document.createElement('div');
  container.id = 'canvas';
  container.style = `width: ${width}px; height: ${height}px`;
  document.body.append(container);
  const style = [{ selector: 'node', style: { label: 'data(label)' } }];
  cytoscape({ container, elements, style, layout: { name: 'preset' } }).viewport({ zoom, pan });
}"""


# What `ours` has and the bare page lacks is added, and the view of `ours` taken; until that is on the screen.
_ADD = """({ elements, zoom, pan }) => new Promise(done => {
  const cy = document.querySelector('#canvas')._cyreg.cy, begin = performance.now();
  cy.one('render', () => setTimeout(() => done(performance.now() - begin)));
  cy.batch(() => cy.add(elements.filter(one => cy.getElementById(one.data.id).empty())));
  cy.viewport({ zoom, pan });
})"""


def open_bare(browser: Browser, ours: Page, *, empty: bool = False) -> Page:
    """Open a page with the things, lines, names, places and the view of `ours`, or with nothing in such a view.

    Raises:
        FileNotFoundError: Cytoscape is not installed beside the explorer's sources.
    """
    if not _CYTOSCAPE.is_file():
        raise FileNotFoundError(f"{_CYTOSCAPE} is missing; python tools/check_explorer.py installs it")
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.set_content("<body style='margin: 0'></body>")
    page.add_script_tag(path=_CYTOSCAPE)
    scene = ours.evaluate(_SCENE)
    page.evaluate(_BARE, scene | {"elements": []} if empty else scene)
    page.wait_for_timeout(500)
    return page


def add_to_bare(bare: Page, ours: Page) -> float:
    """Add to a bare page what `ours` has come to show; return the milliseconds until it is drawn."""
    return float(bare.evaluate(_ADD, ours.evaluate(_SCENE)))
