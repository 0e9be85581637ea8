"""The page of a table in a notebook: its frame, style and script. Words are put on it as text, never as markup."""

from __future__ import annotations

from typing import Final

PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark"><title>Rows</title><style>/*css*/</style></head>
<body><div id="top"><label>Search <input id="search" type="search"></label>
<span id="count" role="status"></span>
<span><button id="back" type="button">Back</button> <button id="next" type="button">Next</button></span></div>
<div id="scroll" tabindex="0"><table><thead><tr id="head"></tr></thead><tbody id="body"></tbody></table></div>
<script type="application/json" id="told">/*told*/</script><script>/*script*/</script></body></html>"""

CSS: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d5dae0; --even: #f5f7f9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --soft: #9aa5b1; --paper: #14181d; --line: #343b44; --even: #1b2027; }
}
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; color: var(--ink); background: var(--paper);
  font: 13px/1.45 system-ui, "Noto Sans", sans-serif; }
#top { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; padding: .3rem .5rem; }
#count { color: var(--soft); margin-inline-end: auto; }
#scroll { flex: 1; overflow: auto; }
table { border-collapse: collapse; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top;
  max-width: 34rem; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--paper); padding: 0; }
th button { all: unset; cursor: pointer; padding: .25rem .6rem; font-weight: 600; white-space: nowrap; }
th button:focus-visible { outline: 2px solid; outline-offset: -2px; }
tbody tr:nth-child(even) { background: var(--even); }
td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
"""

SCRIPT: Final = r"""
(function () {
  "use strict";
  var SIZE = 50;
  var told = JSON.parse(document.getElementById("told").textContent);
  var head = document.getElementById("head"), body = document.getElementById("body");
  var search = document.getElementById("search"), count = document.getElementById("count");
  var sorted = -1, falling = false, first = 0;
  var words = new Intl.Collator(undefined, { numeric: true });
  function order(one, other) {
    var a = one[sorted][0], b = other[sorted][0];
    if (a === "" || b === "") { return (a === "") - (b === ""); }
    var way = told.numbers[sorted] ? Number(a) - Number(b) : words.compare(a, b);
    return falling ? -way : way;
  }
  function found() {
    var wanted = search.value.toLocaleLowerCase();
    var rows = told.rows.filter(function (row) {
      return row.some(function (cell) { return (cell[0] + " " + cell[1]).toLocaleLowerCase().indexOf(wanted) >= 0; });
    });
    return sorted < 0 ? rows : rows.sort(order);
  }
  function draw() {
    var rows = found();
    first = Math.max(0, Math.min(first, rows.length - 1));
    first -= first % SIZE;
    body.textContent = "";
    rows.slice(first, first + SIZE).forEach(function (row) {
      var line = body.insertRow();
      row.forEach(function (cell, column) {
        var place = line.insertCell();
        place.textContent = cell[0];
        place.dir = "auto";
        if (cell[1]) { place.title = cell[1]; }
        if (told.numbers[column]) { place.className = "number"; }
      });
    });
    var last = Math.min(first + SIZE, rows.length);
    count.textContent = (rows.length ? first + 1 : 0) + "–" + last + " of " + rows.length +
      (told.rest ? "; " + told.rest : "");
    document.getElementById("back").disabled = first === 0;
    document.getElementById("next").disabled = last >= rows.length;
    Array.prototype.forEach.call(head.children, function (cell, column) {
      cell.setAttribute("aria-sort", column !== sorted ? "none" : falling ? "descending" : "ascending");
      cell.firstChild.textContent = told.names[column] + (column !== sorted ? "" : falling ? " ▼" : " ▲");
    });
  }
  told.names.forEach(function (name, column) {
    var cell = document.createElement("th");
    cell.scope = "col";
    var button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", function () {
      falling = sorted === column && !falling;
      sorted = column;
      first = 0;
      draw();
    });
    cell.appendChild(button);
    head.appendChild(cell);
  });
  search.addEventListener("input", function () { first = 0; draw(); });
  document.getElementById("back").addEventListener("click", function () { first -= SIZE; draw(); });
  document.getElementById("next").addEventListener("click", function () { first += SIZE; draw(); });
  draw();
})();
"""
