"""The pages' templates, always escaped, and their filters. Announcements are hostile: their text is never HTML."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from crackdown.api.things.visible import with_controls_shown
from crackdown.graph.showing.visible import with_controls_named
from crackdown.graph.telling.told_by import told_by

# Characters of RFC 3986's path that need no escape, and the percent sign of what an IRI escapes already; "?" and "#"
# do need one, or they would end the path.
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~%"
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ps", "ur"})


def href(id_: str) -> str:
    """Return the address on this server of a thing's page.

    >>> href("place/a b?c#d")
    '/place/a%20b%3Fc%23d'
    """
    return "/" + quote(id_, safe=_SAFE_IN_PATH)


def web_link(url: str | None) -> str | None:
    """Return an address that is safe as a link, None for any other (`javascript:` and the like).

    >>> web_link("https://example.org/"), web_link("javascript:alert(1)")
    ('https://example.org/', None)
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


def direction(language: str | None) -> str:
    """Return the direction in which a language is written, as HTML's `dir` has it.

    A browser that is to find out by itself ("auto") passes over what is isolated, as names are.

    >>> direction("ar"), direction("fr"), direction(None)
    ('rtl', 'ltr', 'auto')
    """
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crackdown.api", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        direction=direction, href=href, web_link=web_link, shown=with_controls_shown, named=with_controls_named
    )
    environment.globals["told_by"] = told_by
    return environment


def render(template: str, **values: Any) -> str:
    """Fill in a template of `templates/`."""
    return _environment().get_template(template).render(**values)


__all__ = ["Markup", "href", "render", "web_link"]
