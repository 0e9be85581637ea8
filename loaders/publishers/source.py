"""A source: who publishes, where the list of announcements is, which of its links count, and what to expect of it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from crackdown.loaders.feeds import KINDS


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise ValueError(f"{text!r} is no address; write it as https://example.org/feed, without a password")
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Expected(BaseModel):
    """What must hold of each run, or it fails loudly.

    Attributes:
        items_min: how many entries the list has at the least.
        announcements_per_run_min: how many of them pass the patterns, known ones included.
        max_age_days: how old the newest dated entry may be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    items_min: int = Field(default=1, ge=0)
    announcements_per_run_min: int = Field(default=0, ge=0)
    max_age_days: int | None = Field(default=None, ge=1)


class Source(BaseModel):
    """One source, as its YAML states it.

    Attributes:
        id: names it in commands and begins its announcements' ids.
        publisher: who publishes, as it is shown with every quote.
        languages: BCP 47; where there is one, a page that says nothing else is taken to be in it.
        country: ISO 3166-1, or none for international bodies.
        licence: under which terms, in a few words or an address.
        kind: what the list is: one of `crackdown.loaders.feeds.KINDS`.
        address: where the list is.
        select: of a page list: the CSS selector of its links, or of what holds them.
        include: links that match one of these count; all, where there are none.
        exclude: links that match one of these do not.
        titles: where given, a link counts only where its title matches one of these or it has none.
        expected: see `Expected`.
        rate_seconds: between two requests to one host.
        recheck_days: after how many days a known page is asked again whether it changed or went.
        verified: whether somebody has seen it work against the real server.
        notes: for people.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    publisher: str = Field(min_length=1)
    languages: list[Language] = Field(min_length=1)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    licence: str = Field(min_length=1)
    kind: str
    address: Annotated[str, AfterValidator(_address)]
    select: str | None = None
    include: list[Pattern] = []
    exclude: list[Pattern] = []
    titles: list[Pattern] = []
    expected: Expected = Expected()
    rate_seconds: float = Field(default=2.0, ge=1.0, le=3600.0)
    recheck_days: int = Field(default=30, ge=1)
    verified: bool = False
    notes: str = ""

    @field_validator("kind")
    @classmethod
    def _is_known(cls, kind: str) -> str:
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of list; known are {', '.join(KINDS)}")
        return kind

    @field_validator("verified", mode="before")
    @classmethod
    def _is_flag(cls, value: Any) -> Any:
        if not isinstance(value, bool):
            raise ValueError("write true or false")  # noqa: TRY004  pydantic's own
        return value

    @field_validator("select")
    @classmethod
    def _is_selector(cls, select: str | None) -> str | None:
        if select is None:
            return None
        from cssselect import HTMLTranslator, SelectorError

        try:
            HTMLTranslator().css_to_xpath(select)
        except SelectorError as error:
            raise ValueError(f"{select!r} is no CSS selector: {error}") from error
        return select

    def takes(self, url: str, title: str | None) -> Literal["taken", "left"]:
        """Tell whether a link counts by the patterns."""
        if self.include and not any(re.search(pattern, url) for pattern in self.include):
            return "left"
        if any(re.search(pattern, url) for pattern in self.exclude):
            return "left"
        if title and self.titles and not any(re.search(one, title, re.IGNORECASE) for one in self.titles):
            return "left"
        return "taken"
