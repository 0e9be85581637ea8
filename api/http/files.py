"""A file of this package's or of the explorer's as an answer, for who has another state of it or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse

from crackdown.api.http.revalidation import Condition


def send_file(request: Request, path: Path, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """Send a file, or say that who asks has it as it is (RFC 9110, 13.1.2)."""
    answer = FileResponse(path, media_type=media_type, headers=headers, stat_result=path.stat())
    wanted = Condition(request.headers)
    return NotModifiedResponse(answer.headers) if wanted.is_any or wanted.names(answer.headers["etag"]) else answer
