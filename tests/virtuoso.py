"""Virtuoso, where it is installed: its program, and settings for an empty database in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

_UNPACKED: Final = Path(__file__).parents[1] / ".venv/virtuoso/usr/bin/virtuoso-t"
_SETTINGS: Final = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[Parameters]
ServerPort = 127.0.0.1:{sql}
"""


def program() -> str | None:
    """Return where Virtuoso is, on the PATH or where `make virtuoso` puts it; None where it is not."""
    return shutil.which("virtuoso-t") or (str(_UNPACKED) if _UNPACKED.exists() else None)


def command(program: str, folder: Path, *, sql: int, http: int, parameters: str = "") -> list[str]:
    """Write the settings into a folder; return what starts Virtuoso there.

    Args:
        program: where it is.
        folder: for its files; it is started there.
        sql: the port for its own protocol.
        http: the port for HTTP.
        parameters: further lines of the section `Parameters`.
    """
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http) + parameters, encoding="ascii")
    return [program, "+foreground", "+configfile", "virtuoso.ini"]
