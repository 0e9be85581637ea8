"""The last hits of a watch as an Atom file (RFC 4287), written whole each time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from crackdown.graph.export.xml_text import XmlWriter
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.watching.failure import DeliveryFailed
from crackdown.graph.watching.hit import Hit
from crackdown.graph.watching.watch import Watch
from crackdown.graph.watching.words import as_html, subject


def write(watch: Watch, hits: Iterable[Hit]) -> None:
    """Write the feed of a watch.

    Raises:
        DeliveryFailed: the file cannot be written.
    """
    if watch.feed is None:
        return
    try:
        write_durably(watch.feed, atom(watch, list(hits)))
    except OSError as error:
        raise DeliveryFailed(f"{watch.feed} cannot be written: {error.strerror}") from error


def atom(watch: Watch, hits: list[Hit]) -> bytes:
    """Write hits, the newest first, as a feed."""
    out = io.BytesIO()
    xml = XmlWriter(out)
    xml.open("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    xml.element("id", {}, watch.id.urn)
    xml.element("title", {}, watch.name)
    xml.element("updated", {}, _time(hits[0].at if hits else watch.added_at))
    xml.open("author")
    xml.element("name", {}, "Crackdown")
    xml.close("author")
    for hit in hits:
        xml.open("entry")
        xml.element("id", {}, f"urn:uuid:{hit.id}")
        xml.element("title", {}, subject(hit))
        xml.element("updated", {}, _time(hit.at))
        xml.element("content", {"type": "html"}, as_html(hit))
        xml.close("entry")
    xml.close("feed")
    return out.getvalue()


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
