"""What can be set, read once at the top of a command and passed down as plain arguments.

=======================  ==================================================  ===============================
variable                 what it sets                                        default
=======================  ==================================================  ===============================
``CRACKDOWN_STORE``      the folder that holds the graph                     the user data directory's
``CRACKDOWN_BASE``       the address under which the graph's IRIs stand      ``https://w3id.org/crackdown/``
``CRACKDOWN_LANGUAGES``  a folder of further languages, one folder each,     none
                         read before the package's own of the same name
=======================  ==================================================  ===============================

``CRACKDOWN_LLM_…`` say which language model `--llm` asks: see `crackdown.loaders.llm.settings`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_BASE = "https://w3id.org/crackdown/"


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    store: Path
    base: str = DEFAULT_BASE
    languages: Path | None = None

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment.

        >>> Settings.from_environment().base
        'https://w3id.org/crackdown/'
        """
        given = os.environ.get("CRACKDOWN_STORE")
        languages = os.environ.get("CRACKDOWN_LANGUAGES")
        return cls(
            store=Path(given) if given else default_store(),
            base=os.environ.get("CRACKDOWN_BASE", DEFAULT_BASE),
            languages=Path(languages) if languages else None,
        )


def default_store() -> Path:
    """Tell the folder used when none is named: `crackdown/store` in the user data directory of the platform."""
    from platformdirs import user_data_path

    return user_data_path("crackdown", appauthor=False) / "store"
