"""Answers kept on disk, so that no text is paid for twice.

An answer's name is the SHA-256 of all that it depends on: the text, what was recognised in it, the wording of the
question, the model and the mode. What is read back is checked like an answer fresh from the model.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from crackdown.loaders.llm.chat import MAX_CONTENT, Message


def default_folder() -> Path:
    """Tell where answers are kept: `crackdown/llm` in the user cache directory of the platform."""
    from platformdirs import user_cache_path

    return user_cache_path("crackdown", appauthor=False) / "llm"


class Cache:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str) -> dict[str, Any] | None:
        """Return the answer of that key, or None where there is none or it cannot be read."""
        path = self._path(key)
        try:
            if path.stat().st_size > 4 * MAX_CONTENT:
                return None
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def write(self, key: str, answer: dict[str, Any]) -> None:
        """Keep an answer: whole or not at all, and for this user's eyes.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(answer, file)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def key_of(model: str, mode: str, messages: list[Message]) -> str:
    """Name a question.

    >>> key_of("m", "link", []) == key_of("m", "open", [])
    False
    """
    return hashlib.sha256(json.dumps([model, mode, messages]).encode()).hexdigest()
