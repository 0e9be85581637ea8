"""Tokens for writing over HTTP: `crackdown token` makes one, `crackdown serve --tokens FILE` knows their digests.

A file holds a line `NAME:DIGEST` for each token, the digest being its SHA-256 in hexadecimal: whoever reads the file
can write nothing with it. It is read again whenever it changes, so that a line taken out locks its holder out at once.
One token may come from `$CRACKDOWN_TOKEN` instead.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
from pathlib import Path
from typing import Final

from crackdown.errors import InputError
from crackdown.graph.storage.lines import add_line

VARIABLE: Final = "CRACKDOWN_TOKEN"
_FROM_ENVIRONMENT: Final = "environment"  # the name of the holder of that one
_SHORTEST: Final = 20  # characters; a digest without salt protects what nobody can guess
_NAME: Final = re.compile(r"[^\x00-\x1f:#][^\x00-\x1f:]{0,99}")
_LINE: Final = re.compile(rf"(?P<name>{_NAME.pattern}):(?P<digest>[0-9a-f]{{64}})")


class Tokens:
    """Knows who holds which token. Any number of threads may ask."""

    def __init__(self, file: Path | None, token: str | None = None) -> None:
        """Read the file, and take over the one token that comes without.

        Raises:
            InputError: the file cannot be read or has a wrong line; the token is too short.
        """
        if token is not None and len(token) < _SHORTEST:
            raise InputError(
                f"${VARIABLE} is shorter than {_SHORTEST} characters, which can be guessed; make a longer one"
            )
        self._given = file, token
        self._file = file
        self._own = {_FROM_ENVIRONMENT: _digest(token)} if token else {}
        self._lock = threading.Lock()
        self._state = _state(file)
        self._listed = _read(file) if file else {}

    def __reduce__(self) -> tuple[type[Tokens], tuple[Path | None, str | None]]:
        """Be read anew in each process of a server (`--workers`)."""
        return Tokens, self._given

    def holder_of(self, token: str) -> str | None:
        """Return the name of a token's holder; None for one that is not known.

        All are compared, each in a time that tells nothing of how much of it was right.
        """
        digest = _digest(token)
        holders = [name for name, known in self._known().items() if hmac.compare_digest(known, digest)]
        return holders[0] if holders else None

    def _known(self) -> dict[str, str]:
        with self._lock:
            state = _state(self._file)
            if self._file and state != self._state:
                self._state = state
                try:
                    self._listed = _read(self._file)
                except InputError:  # gone or broken: nobody is let in by a list that is not there
                    self._listed = {}
            return {**self._listed, **self._own}


def make_token(name: str, file: Path) -> str:
    """Make a token for somebody, note its digest in a file that only its owner may read, and return it.

    Raises:
        InputError: the name cannot be one, holds a token already, or the file cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r}: a name has 1 to 100 characters, no colon, no control character, no # in front")
    known = _read(file) if file.exists() else {}
    if name in known:
        raise InputError(f"{file}: {name} holds a token already; take that line out first to replace it")
    token = f"crk_{secrets.token_urlsafe(32)}"
    try:
        add_line(file, f"{name}:{_digest(token)}", mode=0o600)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror}; name another file") from error
    return token


def _read(file: Path) -> dict[str, str]:
    """Read the digests by the name of their holder; empty lines and those that begin with # are passed over."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{file}: the tokens cannot be read ({reason}); `crackdown token NAME {file}` makes it"
        ) from error
    known: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if not match:
            raise InputError(f"{file}:{number}: a line is NAME:DIGEST, as `crackdown token NAME {file}` writes it")
        known[match["name"]] = match["digest"]
    return known


def _state(file: Path | None) -> tuple[int, int, int] | None:
    """Return what changes with the file."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
