"""The address of an endpoint, and the credentials for it.

A password or a token never stands in an address: addresses end up in process lists, shell histories and logs. They come
from the environment or from the netrc file, and nothing here prints them.
"""

from __future__ import annotations

import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from crackdown.errors import InputError

USER, PASSWORD, TOKEN = "CRACKDOWN_STORE_USER", "CRACKDOWN_STORE_PASSWORD", "CRACKDOWN_STORE_TOKEN"
UPDATE_URL, DIALECT = "CRACKDOWN_STORE_UPDATE_URL", "CRACKDOWN_STORE_DIALECT"

# Where updates go when queries go to an address that ends so; the first that takes one is used.
_SIBLINGS = {
    "/query": ("/update", "/query"),
    "/sparql": ("/sparql", "/sparql-auth", "/update", "/statements"),
}


@dataclass(frozen=True)
class Credentials:
    """Who asks: a token, or a user with a password; neither is shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Address:
    """Where an endpoint takes queries and updates, and who asks there.

    Attributes:
        query_url: takes queries.
        update_url: takes updates; None where it is to be found out.
        credentials: who asks.
        dialect: where the default graph lies, "default" or "named"; None where it is to be found out.
    """

    query_url: str
    update_url: str | None = None
    credentials: Credentials = Credentials()
    dialect: str | None = None

    def __str__(self) -> str:
        return self.query_url

    def update_urls(self) -> tuple[str, ...]:
        """Return where updates may go, the likeliest first.

        >>> Address("https://example.org/ds/query").update_urls()
        ('https://example.org/ds/update', 'https://example.org/ds/query')
        """
        if self.update_url:
            return (self.update_url,)
        for ending, siblings in _SIBLINGS.items():
            if self.query_url.endswith(ending):
                return tuple(self.query_url.removesuffix(ending) + sibling for sibling in siblings)
        return (self.query_url, f"{self.query_url}/statements", f"{self.query_url}/update")


Place = Path | Address  # where a store lies


def parse_place(text: str) -> Place:
    """Read what names a store: the address of an endpoint, or a folder.

    >>> parse_place("cases/12").name
    '12'

    Raises:
        InputError: it is neither a folder nor an address of HTTP; see also `parse_address`.
    """
    if is_address(text):
        return parse_address(text)
    if "://" in text:
        raise InputError(f"{text}: an endpoint's address begins with http:// or https://; anything else is a folder")
    return Path(text)


def is_address(text: str) -> bool:
    """Tell an address from the path of a folder."""
    return text.lower().startswith(("http://", "https://"))


def parse_address(text: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Read the address of an endpoint, with what the environment and the netrc file say of it.

    >>> parse_address("https://reader@example.org/sparql", {}).credentials.user
    'reader'

    Raises:
        InputError: it is no address, or a password stands in it.
    """
    parts = urlsplit(text)
    if parts.password is not None:
        raise InputError(f"a password stands in the address of {parts.hostname}; put it into ${PASSWORD} or ~/.netrc")
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{parts.netloc} is no host and port ({error})") from error
    if not host:
        raise InputError(f"{text} names no host; write it as https://example.org/sparql")
    shown = f"[{host}]" if ":" in host else host
    netloc = f"{shown}:{port}" if port else shown
    url = urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))
    dialect = environment.get(DIALECT)
    if dialect not in {None, "", "default", "named"}:
        raise InputError(f"${DIALECT} is {dialect!r}; it may be default or named")
    return Address(
        url, environment.get(UPDATE_URL) or None, _credentials(parts.username, host, environment), dialect or None
    )


def _credentials(user: str | None, host: str, environment: Mapping[str, str]) -> Credentials:
    if token := environment.get(TOKEN):
        return Credentials(token=token)
    name = user or environment.get(USER) or None
    if password := environment.get(PASSWORD):
        return Credentials(name, password)
    found = _from_netrc(host, environment)
    if found and name in {None, found[0]}:
        return Credentials(*found)
    return Credentials(name)


def _from_netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    path = Path(environment["NETRC"]) if environment.get("NETRC") else Path.home() / ".netrc"
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2]) if found and found[0] and found[2] else None
