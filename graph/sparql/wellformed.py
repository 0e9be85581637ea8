"""What a format cannot hold, though a graph can: seen to before an answer is sent.

XML 1.0 has no way to write most control characters (https://www.w3.org/TR/xml/#charsets), RDF/XML none for a property
whose IRI does not end like an XML name, JSON-LD none for a triple term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from crackdown.errors import UnknownFormat

# In UTF-8: the control characters but tab and the ends of lines, and the two code points that are no characters.
_NOT_IN_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT: Final = "\ufffd".encode()
_XML_NAME_ENDS: Final = re.compile(r"[^\W\d][\w.\-·]*\Z")


def as_xml(body: bytes) -> bytes:
    r"""Put U+FFFD in the place of every character that XML cannot hold, so that the whole can be read.

    >>> as_xml(b"<literal>a\x01b</literal>").decode()
    '<literal>a\ufffdb</literal>'
    """
    return _NOT_IN_XML.sub(_REPLACEMENT, body)


def refuse_unwritable(triples: Iterable[ox.Triple], rdf_format: ox.RdfFormat) -> None:
    """Refuse a graph that a format cannot write.

    Raises:
        UnknownFormat: with what stands in the way, and formats that can.
    """
    if rdf_format not in (ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD):
        return
    for triple in triples:
        if rdf_format is ox.RdfFormat.JSON_LD and isinstance(triple.object, ox.Triple):
            raise UnknownFormat("JSON-LD has no triple terms, and the answer holds one; ask for turtle or ntriples")
        if rdf_format is ox.RdfFormat.RDF_XML and not _XML_NAME_ENDS.search(triple.predicate.value):
            raise UnknownFormat(f"RDF/XML cannot write the property {triple.predicate}; ask for turtle or ntriples")
