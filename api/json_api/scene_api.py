"""`POST /api/scene/{format}`: what somebody has in view in the explorer, as a file with the words behind it.

A scene holds so many things at most, and so few files are made at once, that each can be made whole on one thread and
spooled to a temporary file where it is large; what fails is therefore always a problem in words, never half a file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from crackdown.api.json_api.scene_models import SceneFormatName, SceneWanted
from crackdown.api.protocols.export_api import CHUNK_BYTES, PROBLEM
from crackdown.api.source import AsOf, CurrentView
from crackdown.errors import ExportBusy
from crackdown.graph.export.scene import read_scene
from crackdown.graph.export.scene_formats import file_name, find_scene_format

router = APIRouter(prefix="/api", tags=["explorer"])

_AT_ONCE: Final = 2  # each takes a core for a second or two; more would only take longer together
_IN_MEMORY: Final = 8 << 20
_MAKING = threading.BoundedSemaphore(_AT_ONCE)


@router.post("/scene/{format_name}", response_class=Response, responses=PROBLEM)
def export_scene(
    format_name: SceneFormatName, view: CurrentView, wanted: SceneWanted, as_of: AsOf = None
) -> StreamingResponse:
    """Make a file of a scene: a picture, a page that opens offline, tables, a network, RDF, or all its evidence.

    Nothing is kept on the server. What is sent says what is in view and where it stands; names, links, claims and
    quotes are read from the graph.
    """
    made = datetime.now(UTC)
    format_ = find_scene_format(format_name)
    with _turn():
        scene = read_scene(view, wanted.to_wanted(as_of))
        file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed when it has been sent
        try:
            format_.write(scene, made, cast(IO[bytes], file))
        except BaseException:
            file.close()
            raise
    size = file.tell()
    headers = {
        "content-disposition": f'attachment; filename="{file_name(scene, format_, made)}"',
        "content-length": str(size),
        "cache-control": "no-store",
    }
    return StreamingResponse(_chunks(cast(IO[bytes], file)), media_type=format_.media_type, headers=headers)


@contextmanager
def _turn() -> Iterator[None]:
    """Let so many files be made at once.

    Raises:
        ExportBusy: as many are being made already.
    """
    if not _MAKING.acquire(timeout=10):
        raise ExportBusy("other exports are being made; ask again in a minute")
    try:
        yield
    finally:
        _MAKING.release()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
