"""What a graph and a thing of it show of themselves in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from crackdown.python.investigation import Investigation
    from crackdown.python.thing import Thing

_FACTS_SHOWN: Final = 12


def graph_html(g: Investigation) -> str:
    """Tell what is in a graph, and what to ask first."""
    from crackdown.graph.showing.summary import summarise

    told = summarise(g.view)
    counts = ", ".join(f"{number:,} {type_}{'s' if number != 1 else ''}" for type_, number in told.counts.items())
    counts = counts.replace("agencys", "agencies").replace("countrys", "countries")
    day = f" as of {g.day}" if g.day else ""
    starts = ", ".join(_named(node.label) for node in told.starts[:5])
    return (
        f"<p><strong>{_escaped(str(g.place))}</strong>{day}: {counts}.</p>"
        f"<p>Begin with <code>g.find(…)</code>, <code>g.entity(…)</code>, <code>g.query(…)</code>; "
        f"well connected are {starts}.</p>"
    )


def thing_html(thing: Thing) -> str:
    """Tell what is known of a thing: what it is, its names, and its first facts with their quotes."""
    from crackdown.graph.telling.told_by import told_by
    from crackdown.python.table import Table
    from crackdown.python.tables_html import plain_table

    known = thing.described
    names = "; ".join(dict.fromkeys(_named(one.text) for one in known.names))
    told = f"<p>{told_by(len(known.announcements), known.origins).capitalize()}.</p>" if known.announcements else ""
    facts = [row for row in thing.facts if row["quote"]] or thing.facts.rows
    shown = Table(["subject", "fact", "value", "quote", "announcements"], facts)
    return (
        f"<h4>{_named(known.node.label)}</h4><p>{_escaped(known.node.detail)} · <code>{_escaped(thing.iri)}</code></p>"
        f"<p>{names}</p>{told}{plain_table(shown, _FACTS_SHOWN)}"
    )


def _named(text: str) -> str:
    return f"<bdi>{_escaped(text)}</bdi>"


def _escaped(text: str) -> str:
    from crackdown.console.printing import plain

    return html.escape(plain(text))
