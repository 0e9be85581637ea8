"""The evidence pack: all that a finding rests on in one archive, which can be checked without us.

It holds the picture and the page, what is in view, every quote with its place, every announcement with its digests and,
unless they are left out, its text: so anybody can see that each quote stands verbatim where it is said to stand
(`pack_verification.py`). The same scene of the same graph, made at the same moment, gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from importlib.resources import files
from typing import IO, Any, Final

from crackdown.graph.export.packing import SUMS, pack, sums_of
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_files import to_csv
from crackdown.graph.export.scene_html import write_html
from crackdown.graph.export.scene_notes import notes_of, summary_of
from crackdown.graph.export.scene_quotes import QUOTE_COLUMNS, Announced, announced_by, digest_of, quote_rows
from crackdown.graph.export.scene_svg import write_svg

TEXTS: Final = "texts/"
ANNOUNCEMENTS: Final = "announcements.json"
QUOTES: Final = "quotes.jsonl"
SCENE: Final = "scene.json"


def write_pack(scene: Scene, made: datetime, out: IO[bytes], *, with_texts: bool = True) -> None:
    """Write the pack of a scene."""
    announced = announced_by(scene)
    rows = sorted(quote_rows(scene), key=lambda row: (row["announcement"], row["start"], row["end"], row["claim"]))
    texts = _texts(scene, announced.values()) if with_texts else {}
    contents = {
        SCENE: _json(summary_of(scene, made)),
        ANNOUNCEMENTS: _json([_with_file(one, texts) for one in announced.values()]),
        QUOTES: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode(),
        "quotes.csv": to_csv(QUOTE_COLUMNS, rows),
        "scene.svg": write_svg(scene, notes_of(scene, made)),
        "viewer.html": write_html(scene, notes_of(scene, made)[:1]),
        **{name: text.encode() for name, text in texts.items()},
    }
    if scene.wanted.query:
        contents["query.rq"] = f"{scene.wanted.query}\n".encode()
    contents["README.txt"] = _read_me(scene, made, len(rows), len(announced), len(texts))
    contents[SUMS] = sums_of(contents)
    pack(contents, out)


write_pack_without_texts = partial(write_pack, with_texts=False)


def text_name(announcement_id: str) -> str:
    """Return the name of the file of an announcement's text.

    >>> text_name("announcement/kh-gdi-2026-02-08-en")
    'texts/kh-gdi-2026-02-08-en.txt'
    """
    safe = "".join(
        letter if letter.isalnum() or letter in "-_." else "-" for letter in announcement_id.split("/", 1)[-1]
    )
    return f"{TEXTS}{safe.lstrip('.')}.txt"


def _texts(scene: Scene, announced: Iterable[Announced]) -> dict[str, str]:
    """Return the texts that the store keeps and whose digest is the one it goes by, by the names of their files."""
    texts: dict[str, str] = {}
    for one in announced:
        text = scene.view.text(one.iri)
        if text is not None and digest_of(text) == one.text_sha256:
            texts[text_name(one.id)] = text
    return texts


def _with_file(one: Announced, texts: dict[str, str]) -> dict[str, Any]:
    name = text_name(one.id)
    return {**one.to_row(), "text": name if name in texts else None}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _read_me(scene: Scene, made: datetime, quotes: int, announcements: int, texts: int) -> bytes:
    told = files("crackdown.graph.export").joinpath("pack_readme.txt").read_text(encoding="utf-8")
    return told.format(
        title=scene.wanted.title or "A scene of Crackdown",
        line="\n".join(notes_of(scene, made)),
        things=len(scene.nodes),
        relations=len(scene.edges),
        quotes=quotes,
        announcements=announcements,
        texts=texts,
        query="query.rq            the SPARQL query from which the scene was opened\n" if scene.wanted.query else "",
    ).encode()
