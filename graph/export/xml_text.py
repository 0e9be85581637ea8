"""XML written as it comes, element by element, so that no document is held in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO
from xml.sax.saxutils import escape

# What XML 1.0 cannot hold even escaped (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A reader turns these into spaces in an attribute unless they are written as references.
_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def plain(text: str) -> str:
    r"""Replace the control characters that XML cannot hold by U+FFFD, the replacement character.

    >>> plain("a\x00b")
    'a\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text)


class XmlWriter:
    """Writes one document in UTF-8.

    >>> import io
    >>> out = io.BytesIO()
    >>> xml = XmlWriter(out)
    >>> xml.open("a", {"b": 'say "x"', "c": None}); xml.element("d", {}, "1 < 2"); xml.close("a")
    >>> print(out.getvalue().decode().strip())
    <?xml version="1.0" encoding="UTF-8"?>
    <a b="say &quot;x&quot;">
    <d>1 &lt; 2</d>
    </a>
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def open(self, name: str, attributes: Mapping[str, object] | None = None) -> None:
        """Begin an element; attributes that are None are left out."""
        self._write(f"<{name}{_attributes(attributes or {})}>\n")

    def close(self, name: str) -> None:
        """End an element."""
        self._write(f"</{name}>\n")

    def element(self, name: str, attributes: Mapping[str, object] | None = None, text: str | None = None) -> None:
        """Write an element that holds text or nothing."""
        head = f"{name}{_attributes(attributes or {})}"
        self._write(f"<{head}/>\n" if text is None else f"<{head}>{escape(plain(text))}</{name}>\n")

    def _write(self, text: str) -> None:
        self._out.write(text.encode())


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(
        f' {name}="{escape(plain(str(value)), _IN_ATTRIBUTES)}"'
        for name, value in attributes.items()
        if value is not None
    )


def text_of(value: object) -> str:
    """Write a value as XML Schema has it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
