"""What a server writes to standard error: a line for people, or one JSON object a line for programs."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from enum import StrEnum


class LogFormat(StrEnum):
    """How a line is written."""

    text = "text"
    json = "json"


def set_up_logs(log_format: LogFormat) -> None:
    """Have everything that is logged in this process written to standard error.

    Of other libraries only what went wrong is told; of this package also each request.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _JsonLines() if log_format is LogFormat.json else _Lines("%(asctime)s  %(message)s", "%H:%M:%S")
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("crackdown").setLevel(logging.INFO)


class _Lines(logging.Formatter):
    """Lines for people; what is no request says how bad it is."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line if record.levelno < logging.WARNING else f"{record.levelname.lower()}: {line}"


class _JsonLines(logging.Formatter):
    """One JSON object a record: the fields of a request, or a message, and the traceback of an error."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": record.process,
        }
        request = getattr(record, "request", None)
        told |= request or {"logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
