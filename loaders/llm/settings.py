"""Which language model is asked, read once from the environment.

==========================  ========================================================  ===========
variable                    what it sets                                              default
==========================  ========================================================  ===========
``CRACKDOWN_LLM_URL``       the endpoint up to and with its version, as in            none: must be set
                            ``http://localhost:11434/v1``
``CRACKDOWN_LLM_MODEL``     the model's name as the endpoint knows it                 none: must be set
``CRACKDOWN_LLM_KEY``       the key, sent as a bearer token                           none is sent
``CRACKDOWN_LLM_TIMEOUT``   seconds for one answer, all in all                        120
``CRACKDOWN_LLM_PRICE_IN``  price of a million tokens sent                            unknown
``CRACKDOWN_LLM_PRICE_OUT`` price of a million tokens answered                        unknown
==========================  ========================================================  ===========
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crackdown.errors import ModelNotSet

DEFAULT_TIMEOUT_SECONDS = 120.0
_PATH = "/chat/completions"
_LONGEST_NAME = 200
_LONGEST_WAIT = 86_400.0  # a day; clocks of the operating system take no number whatever


@dataclass(frozen=True)
class ModelSettings:
    """One model and how it is asked. The key is in no message and in no representation.

    Prices are per million tokens, in whatever currency they were given in; None where nobody said.
    """

    url: str  # of the chat completions themselves
    model: str
    key: str | None = field(default=None, repr=False)
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    price_in: float | None = None
    price_out: float | None = None

    @property
    def shows_key(self) -> bool:
        """Tell whether the key would travel unencrypted to another machine."""
        parts = urlsplit(self.url)
        return bool(self.key) and parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ModelSettings:
        """Read the environment.

        >>> set_ = {"CRACKDOWN_LLM_URL": "http://[::1]:8080/v1", "CRACKDOWN_LLM_MODEL": "m"}
        >>> ModelSettings.from_environment(set_).url
        'http://[::1]:8080/v1/chat/completions'

        Raises:
            ModelNotSet: address or name is missing, or a value cannot be used; the message says how to set it.
        """
        return cls(
            url=_url(environment.get("CRACKDOWN_LLM_URL", "").strip()),
            model=_model(environment.get("CRACKDOWN_LLM_MODEL", "").strip()),
            key=_key(environment.get("CRACKDOWN_LLM_KEY", "").strip()),
            timeout_seconds=min(
                _number(environment, "CRACKDOWN_LLM_TIMEOUT") or DEFAULT_TIMEOUT_SECONDS, _LONGEST_WAIT
            ),
            price_in=_number(environment, "CRACKDOWN_LLM_PRICE_IN"),
            price_out=_number(environment, "CRACKDOWN_LLM_PRICE_OUT"),
        )


def _url(given: str) -> str:
    if not given:
        raise ModelNotSet(
            "--llm needs a language model: set CRACKDOWN_LLM_URL to an OpenAI-compatible endpoint, such as "
            "http://localhost:11434/v1, and CRACKDOWN_LLM_MODEL to a model's name"
        )
    try:
        parts = urlsplit(given)
        (parts.hostname or "").encode("idna")  # as connecting does; two dots in a row are no name
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not given.isascii() or any(c.isspace() for c in given):
        raise ModelNotSet(
            "CRACKDOWN_LLM_URL is no http or https address; set it to one such as http://localhost:11434/v1"
        )
    if parts.username is not None or parts.query or parts.fragment:
        # The address is printed and the key must not be.
        raise ModelNotSet("CRACKDOWN_LLM_URL must hold no user, key or query; put the key into CRACKDOWN_LLM_KEY")
    return given.rstrip("/") if given.rstrip("/").endswith(_PATH) else given.rstrip("/") + _PATH


def _model(given: str) -> str:
    if not given:
        raise ModelNotSet("--llm needs a model's name: set CRACKDOWN_LLM_MODEL to one that the endpoint serves")
    if len(given) > _LONGEST_NAME or not given.isprintable():
        raise ModelNotSet(f"CRACKDOWN_LLM_MODEL must be at most {_LONGEST_NAME} printable characters")
    return given


def _key(given: str) -> str | None:
    if not (given.isascii() and given.isprintable()):
        raise ModelNotSet("CRACKDOWN_LLM_KEY holds characters that no key has; copy it again")
    return given or None


def _number(environment: Mapping[str, str], name: str) -> float | None:
    given = environment.get(name, "").strip()
    if not given:
        return None
    try:
        number = float(given)
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number >= 0):
        raise ModelNotSet(f"{name} is {given!r}; set it to a number, 0 or more")
    return number
