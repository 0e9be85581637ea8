"""A saved query with the places that are told when its answer changes, and the folder that keeps such.

::

    STORE/watches/
    ├── lock            held while they are looked after
    └── NAME/
        ├── watch.yaml  the watch; may be edited by hand
        ├── state.json  the answer as last seen, and what is still to be delivered
        └── hits/       the last hits, one file each

Addresses of webhooks are often secrets: only the owner may read the folder.
"""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crackdown.errors import InputError, NotFound, StoreLocked
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.folder import FileLock
from crackdown.graph.storage.oxigraph import store_errors

FOLDER: Final = "watches"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ADDRESS: Final = re.compile(r"[^\s<>@,;:\"\\()\[\]]+@[^\s<>@,;:\"\\()\[\]]+")
_WAIT_SECONDS: Final = 60.0  # a round with many quotes, or a target that hangs, takes as long


class Watch(BaseModel):
    """A query, and who is told when its answer changes.

    Attributes:
        id: the feed's and no other's, whatever the watch is called.
        keys: columns by which a row is the same though others of its values changed.
        webhook: an address that hits are posted to.
        mail: a folder that hits are written to as messages; `mail_to` is whom they are for.
        feed: an Atom file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    id: uuid.UUID = Field(default_factory=uuid.uuid4)
    added_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    query: str
    keys: tuple[str, ...] = ()
    webhook: str | None = None
    mail: Path | None = None
    mail_to: str | None = None
    feed: Path | None = None

    @property
    def targets(self) -> list[str]:
        """Name where its hits go."""
        return [name for name in ("webhook", "mail", "feed") if getattr(self, name) is not None]

    def check(self) -> None:
        """Refuse what cannot be a watch.

        Raises:
            InputError: its name, or where it is to tell.
        """
        if not _NAME.fullmatch(self.name):
            raise InputError(
                f"{self.name!r}: a watch is called by 1 to 64 letters (a–z), digits, dots, hyphens and underscores, a "
                "letter or digit first"
            )
        if self.webhook is not None:
            _check_webhook(self.webhook)
        if self.mail_to is not None:
            if self.mail is None:
                raise InputError("--mail-to says whom messages are for; name the folder they go to with --mail")
            if not _ADDRESS.fullmatch(self.mail_to):
                raise InputError(f"{self.mail_to!r} is no e-mail address; write it as somebody@example.org")


def _check_webhook(url: str) -> None:
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")  # as connecting does; two dots in a row are no name
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_address = False
    if not is_address or not url.isascii() or any(letter <= " " for letter in url):
        raise InputError(f"{url!r}: a webhook is an http:// or https:// address, other letters than ASCII as %XX")
    if parts.username is not None:
        raise InputError("a webhook's address has no user and password in it: sign with $CRACKDOWN_WATCH_SECRET")


class Watches:
    """The watches of a store."""

    def __init__(self, state_folder: Path) -> None:
        self.folder = state_folder / FOLDER

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who looks after them or changes them.

        Raises:
            StoreLocked: another process does so still after a minute.
        """
        with store_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            lock = FileLock(self.folder / "lock")
        if not lock.acquire(_WAIT_SECONDS):
            raise StoreLocked(f"{self.folder}: another process looks after the watches; try again when it has ended")
        try:
            yield
        finally:
            lock.release()

    def folder_of(self, name: str) -> Path:
        """Tell where what belongs to a watch lies."""
        return self.folder / name

    def names(self) -> list[str]:
        """List the watches by name."""
        return sorted(file.parent.name for file in self.folder.glob("*/watch.yaml"))

    def find(self, name: str) -> Watch:
        """Read one.

        Raises:
            NotFound: there is none of that name.
            InputError: its file was edited and is none any more.
        """
        file = self.folder_of(name) / "watch.yaml"
        if not _NAME.fullmatch(name) or not file.exists():
            known = f"there are: {names}" if (names := ", ".join(self.names())) else "add one with: crackdown watch add"
            raise NotFound(f"no watch is called {name!r}; {known}")
        try:
            watch = Watch.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
            raise InputError(f"{file}: this is no watch any more: {error}; mend it, or remove the watch") from error
        watch.check()
        return watch

    def add(self, watch: Watch) -> None:
        """Keep a new watch.

        Raises:
            InputError: there is one of that name, or another writes to the same feed, or something else lies there.
            StoreUnavailable, StoreFull: it cannot be written.
        """
        watch.check()
        folder = self.folder_of(watch.name)
        if (folder / "watch.yaml").exists():
            raise InputError(f"there is a watch called {watch.name!r}; remove it first, or choose another name")
        if watch.feed is not None and watch.feed.exists():
            raise InputError(f"{watch.feed} is there already, and a feed is a file of its own; name another file")
        with store_errors(folder):
            shutil.rmtree(folder, ignore_errors=True)  # left by one whose removal was cut short
            told = watch.model_dump(mode="json", exclude_none=True)
            text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)
            write_durably(folder / "watch.yaml", text.encode())

    def remove(self, name: str) -> None:
        """Forget a watch, the answer it kept and what it had still to deliver; what was delivered stays."""
        folder = self.folder_of(name)
        if name not in self.names():
            self.find(name)  # which says so
        with store_errors(folder):
            (folder / "watch.yaml").unlink()
            shutil.rmtree(folder, ignore_errors=True)

    def chosen(self, names: Sequence[str]) -> list[str]:
        """Return the names given, each of a watch, or all where none is given.

        Raises:
            NotFound: one of them is none.
        """
        known = self.names()
        for name in names:
            if name not in known:
                self.find(name)
        return list(names) or known
