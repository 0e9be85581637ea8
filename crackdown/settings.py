"""What can be set, read once at the top of a command and passed down as plain arguments.

=======================  ==================================================  ===============================
variable                 what it sets                                        default
=======================  ==================================================  ===============================
``CRACKDOWN_STORE``      the folder that holds the graph, or the address     the user data directory's
                         of a SPARQL endpoint that does
``CRACKDOWN_BASE``       what the IRIs of things begin with                  the store's, for a new one
                                                                             ``https://w3id.org/crackdown/``
``CRACKDOWN_LANGUAGES``  a folder of further languages, one folder each,     none
                         read before the package's own of the same name
``CRACKDOWN_READING``    in which way announcements are read, full or    full where it can be
                         fast: `crackdown.loaders.extraction.reading`        had
``CRACKDOWN_WAIT``       how many seconds a load waits for another writer    600
``CRACKDOWN_SOURCES``    a folder of sources of a user's own, one YAML    none
                         each, see docs/sources.md
``CRACKDOWN_CONTACT``    whom servers that are fetched from may write to     nobody
``CRACKDOWN_TOKEN``      a token whose holder may send announcements to      nobody may
                         `crackdown serve`, see `crackdown.service.tokens`
=======================  ==================================================  ===============================

``CRACKDOWN_STORE_…`` say who asks at an endpoint and how: see `crackdown.graph.remote.address` and docs/stores.md.
``CRACKDOWN_WATCH_SECRET`` signs what `crackdown watch` posts: see `crackdown.graph.watching.webhook`.
``CRACKDOWN_LLM_…`` say which language model `--llm` asks: see `crackdown.loaders.llm.settings`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crackdown.errors import InputError
from crackdown.ontology.namespaces import TERMS_BASE

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place

_BASE = "CRACKDOWN_BASE"


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    store: str
    languages: Path | None = None
    sources: Path | None = None

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment.

        >>> Path(Settings.from_environment().store).name
        'store'
        """
        given = os.environ.get("CRACKDOWN_STORE")
        languages = os.environ.get("CRACKDOWN_LANGUAGES")
        sources = os.environ.get("CRACKDOWN_SOURCES")
        return cls(
            store=given or str(default_store()),
            languages=Path(languages) if languages else None,
            sources=Path(sources) if sources else None,
        )


def default_store() -> Path:
    """Tell the folder used when none is named: `crackdown/store` in the user data directory of the platform."""
    from platformdirs import user_data_path

    return user_data_path("crackdown", appauthor=False) / "store"


def state_folder(store: Place) -> Path:
    """Tell where what this machine alone knows of a store lies: the store's folder, or one of its own for an endpoint.

    >>> from crackdown.graph.remote.address import parse_place
    >>> state_folder(parse_place("https://example.org/sparql")).name
    'https%3A%2F%2Fexample.org%2Fsparql'
    """
    if isinstance(store, Path):
        return store
    return default_store().parent / "endpoints" / quote(str(store), safe="")


def settle_base(store: Place, given: str | None = None) -> None:
    """Settle what the IRIs of this process begin with, before anything that is made of it is imported.

    What is given outranks the environment, and that the base that the store was made with; a store of another base is
    then refused as it is opened.

    Args:
        store: its folder, which remembers its base, or the endpoint that holds it, which does not.
        given: by `--base`.

    Raises:
        InputError: it is no base, or this process has another one already.
    """
    base = given or os.environ.get(_BASE) or _base_of(store)
    if base is None:
        return
    if _BASE in os.environ or base != TERMS_BASE:
        os.environ[_BASE] = base  # worker processes inherit it
    from crackdown.ontology.base import BASE, checked

    if checked(base) != BASE:
        raise InputError(f"this process has the base {BASE} already; set $CRACKDOWN_BASE to {base} before it starts")


def _base_of(store: Place) -> str | None:
    if not isinstance(store, Path):
        return None
    try:
        return (store / "base").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):  # no store yet, or none of ours: opening it tells
        return None
