"""Files that tests of several folders need."""

from __future__ import annotations

import os
import signal
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crackdown.graph.storage.store import Store

# The suite reads thousands of texts, and the full way's 8-bit layers do not give the same figures on every processor:
# it reads fast, in processes that it starts too. What is read in full is tested in `loaders/full`.
os.environ["CRACKDOWN_READING"] = "fast"
# What a shell starts in the background knows of no Ctrl-C, nor does what that starts: tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

MakePdf = Callable[..., bytes]
HERE = Path(__file__).parent
# Each in one process: the one shares its servers; of the other one test alone takes a minute, and what has few tests is
# begun last, when the other process may have nothing left to do.
TOGETHER = (HERE / "graph" / "contract", HERE / "crashes")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process, and those of some folders."""
    for item in items:
        group = next((str(folder) for folder in TOGETHER if folder in item.path.parents), str(item.path))
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", autouse=True)
def _reference_is_copied() -> Iterator[None]:
    """Copy what every store begins with from the first store in memory of a process into all further ones.

    Hundreds of tests open one of their own, and working out these 19,000 quads was half of what many of them took.
    Stores in folders and on endpoints work them out each for itself, as all do outside the tests.
    """
    from crackdown.graph.storage import store

    load, quads = store.Store.load_reference, []

    def load_or_copy(self: Store) -> None:
        is_in_memory = isinstance(self.backend, store.EmbeddedBackend) and self.path is None
        if is_in_memory and quads:
            self.engine.extend(quads)
        else:
            load(self)
            quads.extend(self.engine if is_in_memory else ())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.Store, "load_reference", load_or_copy)
        yield


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Return what writes a PDF by hand: a page an argument, each the operators between BT and ET, in Helvetica."""

    def build(*pages: bytes, title: str = "", extra: bytes = b"") -> bytes:
        kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for number, page in enumerate(pages):
            packed = zlib.compress(b"BT /F1 11 Tf 14 TL 50 800 Td " + page + b" ET")
            resources = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
            objects.append(b"<< /Type /Page /Parent 2 0 R %b /Contents %d 0 R >>" % (resources, 5 + 2 * number))
            head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
            objects.append(head + b"\nstream\n" + packed + b"\nendstream")
        objects.append(b"<< /Title (%b) >>" % title.encode("latin-1"))
        return _file(objects, extra)

    return build


@pytest.fixture(scope="session")
def lines() -> Callable[..., bytes]:
    """Return what writes lines of Latin text as the operators that show them."""

    def show(*texts: str) -> bytes:
        return b" ".join(b"(%b) Tj T*" % text.encode("cp1252") for text in texts)

    return show


def _file(objects: list[bytes], extra: bytes) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R %b >>" % (len(objects) + 1, len(objects), extra)
    return body + head + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)
