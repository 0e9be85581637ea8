"""Files that hold addresses and no text: what `crackdown load` says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.document import Document


def refuse_addresses(path: Path, selection: Selection, max_bytes: int) -> Iterator[Document | UnreadableAnnouncement]:
    """Say how many addresses a file holds, and what fetches them."""
    del selection, max_bytes  # there is nothing to choose from
    from crackdown.loaders.archives.gdelt import iter_gdelt
    from crackdown.loaders.archives.listings import iter_listing

    is_listing = "warc.paths" in path.name.lower()
    try:
        with path.open("rb") as stream:
            found = iter_listing(stream, str(path)) if is_listing else iter_gdelt(stream, str(path))
            count = sum(1 for _ in found)
    except UnreadableAnnouncement as error:
        yield error
        return
    except OSError as error:
        yield UnreadableAnnouncement(f"{path}: the file cannot be read ({error.strerror}); check its permissions")
        return
    if is_listing:
        told = f"a listing of {count} archives, without their pages; fetch one that it names and load that"
    else:
        told = (
            f"a GDELT export: {count} addresses that fit and no text; fetch them with `crackdown source run` and a "
            "source of `kind: gdelt`"
        )
    yield UnreadableAnnouncement(f"{path}: this is {told}")
