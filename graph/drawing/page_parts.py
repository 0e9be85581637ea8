"""The parts of the drawing's page that do not come from pyvis: looks, frame, style and the panel's script.

The script puts announcements' words on the page as text nodes alone, never as markup.
"""

from __future__ import annotations

from typing import Any, Final

# Shape and colour of each type. The Okabe-Ito palette: the colour-blind tell it apart, on light and on dark.
LOOKS: Final[dict[str, tuple[str, str]]] = {
    "operation": ("diamond", "#D55E00"),
    "official": ("dot", "#CC79A7"),
    "agency": ("square", "#0072B2"),
    "airport": ("triangle", "#009E73"),
    "place": ("triangleDown", "#56B4E9"),
    "country": ("hexagon", "#E69F00"),
    "post": ("star", "#999999"),
    "announcement": ("square", "#999999"),
}
OTHER: Final = "other"  # what is no thing of the network: a concept, a claim, anything that a query made
LOOKS_OF_ALL: Final = LOOKS | {OTHER: ("dot", "#666666")}


def look_of(type_: str) -> tuple[str, str]:
    """Return the shape and the colour of a type."""
    return LOOKS_OF_ALL.get(type_, LOOKS_OF_ALL[OTHER])


GLYPHS: Final = {
    "diamond": "◆", "dot": "●", "square": "■", "triangle": "▲", "triangleDown": "▼", "hexagon": "⬢", "star": "★",
}  # fmt: skip

_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "dragNodes": True, "selectConnectedEdges": True},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "color": {"color": "#8a949e", "highlight": "#D55E00", "hover": "#D55E00"},
    },
}


def options(letters: float) -> dict[str, Any]:
    """Return the drawing's options, with letters of a size; they are drawn however small they become."""
    font = {"size": letters, "face": "system-ui, Noto Sans, sans-serif"}
    return _OPTIONS | {"nodes": {"font": font, "scaling": {"label": {"drawThreshold": 1}}}}


HEAD: Final = """
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Crackdown">
<title>{title}</title>
<style>{css}</style>
"""

CSS: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d5dae0; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --soft: #9aa5b1; --paper: #14181d; --line: #343b44; --link: #7db8f7; }
}
html, body { height: 100%; }
body { margin: 0; display: grid; grid-template: auto 1fr / 1fr minmax(15rem, 32%); color: var(--ink);
  background: var(--paper); font: 15px/1.5 system-ui, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
#top { grid-column: 1 / -1; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
#top h1 { font-size: 1.15rem; margin: 0; }
#top ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: .2rem 0; padding: 0; }
#top p, small { margin: 0; color: var(--soft); font-size: .85rem; }
.card { grid-column: 1; grid-row: 2; min-width: 0; min-height: 0; height: 100%; }
#mynetwork { border: 0 !important; float: none !important; height: 100% !important; touch-action: none; }
#panel { grid-column: 2; grid-row: 2; overflow: auto; padding: .8rem 1rem; border-inline-start: 1px solid var(--line); }
#panel h2 { font-size: 1.05rem; margin: 0; }
#panel h3 { font-size: .95rem; margin: 1rem 0 .2rem; }
#panel blockquote { margin: .3rem 0 0; padding-inline-start: .7rem; border-inline-start: 3px solid var(--line); }
#tip { position: fixed; z-index: 9; max-width: 24rem; padding: .4rem .6rem; pointer-events: none; color: var(--ink);
  background: var(--paper); border: 1px solid var(--line); border-radius: 4px; box-shadow: 0 2px 8px #0004; }
#tip[hidden] { display: none; }
#tip q { display: block; }
mark { color: inherit; background: color-mix(in srgb, #e69f00 30%, transparent); }
a { color: var(--link); }
@media (max-width: 48rem) {
  body { grid-template: auto 60vh auto / 1fr; height: auto; }
  #panel { grid-column: 1; grid-row: 3; border-inline-start: 0; border-top: 1px solid var(--line); }
}
"""

BODY: Final = """
<div id="top"><h1><bdi>{title}</bdi></h1><ul aria-label="Legend">{legend}</ul>
<p>{note} Dashed lines are inferred. Choose a thing or a line to read the words behind it.</p></div>
<noscript>The drawing needs JavaScript.</noscript>
<section id="panel" aria-live="polite"></section>
<div id="tip" hidden></div>
<script type="application/json" id="told">{data}</script>
"""

SCRIPT: Final = r"""
(function () {
  "use strict";
  var told = JSON.parse(document.getElementById("told").textContent);
  var panel = document.getElementById("panel");
  function add(parent, tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }
  function showQuote(quote) {
    var block = add(panel, "blockquote", quote.before);
    add(block, "mark", quote.text);
    block.appendChild(document.createTextNode(quote.after));
    block.dir = "auto";
    if (quote.language) { block.lang = quote.language; }
    var by = add(panel, "small", "");
    if (quote.url) {
      var link = add(by, "a", quote.by || quote.url);
      link.href = quote.url;
      link.rel = "noopener noreferrer";
    } else {
      by.textContent = quote.by;
    }
  }
  function showEdge(edge) {
    var heading = add(panel, "h3", "");
    add(heading, "bdi", told.nodes[edge.from].label);
    heading.appendChild(document.createTextNode(" — " + edge.label + " → "));
    add(heading, "bdi", told.nodes[edge.to].label);
    if (edge.inferred) { add(panel, "small", "inferred from what follows"); }
    if (!edge.quotes.length) { add(panel, "small", "from the reference data, no quote"); }
    edge.quotes.forEach(showQuote);
  }
  function showNode(id) {
    panel.textContent = "";
    add(panel, "h2", told.nodes[id].label).dir = "auto";
    add(panel, "small", told.nodes[id].detail);
    var edges = Object.keys(told.edges).map(function (key) { return told.edges[key]; });
    edges = edges.filter(function (edge) { return edge.from === id || edge.to === id; });
    edges.sort(function (one, other) { return Boolean(other.quotes.length) - Boolean(one.quotes.length); });
    edges.forEach(showEdge);
  }
  network.on("selectNode", function (event) { showNode(event.nodes[0]); });
  network.on("selectEdge", function (event) {
    if (event.nodes.length || !event.edges.length) { return; }
    panel.textContent = "";
    event.edges.forEach(function (id) { showEdge(told.edges[id]); });
  });
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function adapt() {
    network.setOptions({ nodes: { font: { color: dark.matches ? "#e6e9ed" : "#1b1f24" } } });
  }
  dark.addEventListener("change", adapt);
  adapt();
  // The tip is our own: that of the library would read an announcement's words as markup.
  var tip = document.getElementById("tip"), pointer = { x: 0, y: 0 };
  document.addEventListener("mousemove", function (event) { pointer = { x: event.clientX, y: event.clientY }; });
  function showTip(heading, more, quote) {
    tip.textContent = "";
    add(tip, "strong", heading).dir = "auto";
    if (more) { add(tip, "div", more); }
    if (quote) {
      var said = add(tip, "q", quote.text.length > 240 ? quote.text.slice(0, 240) + " …" : quote.text);
      said.dir = "auto";
      if (quote.language) { said.lang = quote.language; }
      add(tip, "small", quote.by);
    }
    tip.hidden = false;
    var box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(pointer.x + 14, window.innerWidth - box.width - 4)) + "px";
    tip.style.top = Math.max(4, Math.min(pointer.y + 14, window.innerHeight - box.height - 4)) + "px";
  }
  function hideTip() { tip.hidden = true; }
  network.on("hoverNode", function (event) {
    var node = told.nodes[event.node];
    showTip(node.label, node.detail);
  });
  network.on("hoverEdge", function (event) {
    var edge = told.edges[event.edge];
    var ends = told.nodes[edge.from].label + " — " + edge.label + " → " + told.nodes[edge.to].label;
    var more = edge.quotes.length > 1 ? edge.quotes.length + " quotes; choose the line to read them" : "";
    showTip(ends, edge.quotes.length ? more : edge.inferred ? "inferred" : "no quote", edge.quotes[0]);
  });
  ["blurNode", "blurEdge", "dragStart", "zoom", "click"].forEach(function (name) { network.on(name, hideTip); });
  // In a notebook the wheel is the notebook's, until one has clicked into the drawing.
  if (window.parent !== window) {
    var stage = document.getElementById("mynetwork");
    var zoom = function (isOn) { network.setOptions({ interaction: { zoomView: isOn } }); };
    zoom(false);
    stage.addEventListener("pointerdown", function () { zoom(true); });
    stage.addEventListener("mouseleave", function () { zoom(false); });
  }
  function showAll() {
    Object.keys(told.edges).map(function (key) { return told.edges[key]; })
      .filter(function (edge) { return edge.quotes.length; }).slice(0, 30).forEach(showEdge);
  }
  if (told.center) { showNode(told.center); } else { showAll(); }
  // A notebook gives the frame its size late; until somebody has taken hold of the drawing, all of it is shown.
  var isHeld = false;
  ["dragStart", "zoom"].forEach(function (name) { network.on(name, function () { isHeld = true; }); });
  network.on("resize", function () { if (!isHeld) { network.fit(); } });
  network.once("afterDrawing", function () { network.fit(); });
  network.fit();
})();
"""
