"""The formats in which a scene is handed out, by name: what each is for, and what writes it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final

from crackdown.errors import UnknownFormat
from crackdown.graph.export import evidence_pack
from crackdown.graph.export.packing import pack
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_files import tables_of, write_gexf, write_trig
from crackdown.graph.export.scene_html import write_html
from crackdown.graph.export.scene_notes import notes_of, summary_of
from crackdown.graph.export.scene_svg import write_svg

Write = Callable[[Scene, datetime, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class SceneFormat:
    """One format: `ending` is that of its file."""

    name: str
    media_type: str
    ending: str
    sentence: str
    write: Write


def _svg(scene: Scene, made: datetime, out: IO[bytes]) -> None:
    out.write(write_svg(scene, notes_of(scene, made)))


def _html(scene: Scene, made: datetime, out: IO[bytes]) -> None:
    out.write(write_html(scene, notes_of(scene, made)[:1]))


def _gexf(scene: Scene, made: datetime, out: IO[bytes]) -> None:
    write_gexf(scene, out, " · ".join(notes_of(scene, made)))


def _csv(scene: Scene, made: datetime, out: IO[bytes]) -> None:
    about = json.dumps(summary_of(scene, made), ensure_ascii=False, indent=2).encode() + b"\n"
    pack({**tables_of(scene), "scene.json": about}, out)


def _trig(scene: Scene, _made: datetime, out: IO[bytes]) -> None:
    write_trig(scene, out)


_ALL: Final = (
    SceneFormat("svg", "image/svg+xml", "svg", "the picture, to be scaled and edited", _svg),
    SceneFormat("html", "text/html", "html", "one page with picture and quotes that opens offline", _html),
    SceneFormat("gexf", "application/gexf+xml", "gexf", "the network for Gephi, coloured and placed", _gexf),
    SceneFormat("csv", "application/zip", "zip", "things, links and quotes as tables", _csv),
    SceneFormat("trig", "application/trig", "trig", "the claims behind it, each in its announcement's graph", _trig),
    SceneFormat("pack", "application/zip", "zip", "all evidence to be checked offline", evidence_pack.write_pack),
    SceneFormat(
        "pack-without-texts", "application/zip", "zip", "the same without the announcements' texts",
        evidence_pack.write_pack_without_texts,
    ),
)  # fmt: skip
SCENE_FORMATS: Final[Mapping[str, SceneFormat]] = {one.name: one for one in _ALL}


def find_scene_format(name: str) -> SceneFormat:
    """Return a format by its name.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if name not in SCENE_FORMATS:
        raise UnknownFormat(f"{name!r}: no format of a scene; there are {', '.join(SCENE_FORMATS)}")
    return SCENE_FORMATS[name]


def file_name(scene: Scene, format_: SceneFormat, made: datetime) -> str:
    """Name the file of an export: by its title in letters that every system takes, and the day.

    The pack is called so that nobody takes it for the tables, which are a ZIP archive too.
    """
    title = unicodedata.normalize("NFKD", scene.wanted.title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].rstrip("-") or "scene"
    sort = {"csv": "-tables", "pack": "-evidence", "pack-without-texts": "-evidence"}.get(format_.name, "")
    return f"crackdown-{slug}{sort}-{made:%Y-%m-%d}.{format_.ending}"


def to_bytes(scene: Scene, name: str, made: datetime) -> bytes:
    """Write a scene in a format and return it whole."""
    out = io.BytesIO()
    find_scene_format(name).write(scene, made, out)
    return out.getvalue()
