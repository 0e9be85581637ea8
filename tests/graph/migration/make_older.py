"""Make the stores of older layouts that the tests migrate, with the code that wrote such layouts.

    git worktree add --detach OLD COMMIT            # 069cb87 for layout 1, aae8dcc for 2, def6794 for 3, 31a46c8 for 4
                                                    # 52a7854 for 5, 1f8d3b9 for 6, 58fa244 for 7, 0aa8a24 for 8,
                                                    # 9ba86e8 for 9, a0bb7fe for 10;
                                                    # from 5 on with CRACKDOWN_READING=fast
    PYTHONPATH=OLD python tests/graph/migration/make_older.py tests/graph/migration/layout-1.tar.xz
    git worktree remove OLD

Everything is loaded, judged and put there by that code, with the clock stopped. Into the archive goes what it left,
and the announcements under `loaded/`. Only `graph/`, in which most is the reference data that each version brings, is
packed as N-Quads (`graph.nq`, without them): RocksDB's own files would be ten times as large. `unpack` in `conftest.py`
makes `graph/` of it with the engine, which both versions share.
"""

import datetime
import io
import shutil
import sys
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from crackdown.errors import NotFound
from crackdown.graph.storage import writer
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import load_all, sample_folder

NOW = datetime.datetime(2026, 3, 31, 12, tzinfo=datetime.UTC)
BASE = "https://w3id.org/crackdown/"
REFERENCE = {BASE + name for name in ("vocab", "ontology", "graph/reference")}
ANNOUNCEMENTS = (
    "id-kemlu-2025-03-18-id", "id-polkam-2025-03-18-en", "in-embassy-2025-11-10-en", "kh-gdi-2026-02-08-en",
    "kr-police-2025-10-18-en", "kr-police-2025-10-18-zh-hant", "th-immigration-2025-11-11-th",
)  # fmt: skip
JUDGED = (
    ("operation/kh-2025-10-18-repatriation-64-a526", "operation/kh-2025-10-18-rescue-64-bf56", "same"),
    ("official/th-anutin-charnvirakul", "official/xx-anutin-charnvirakul", "different"),
    ("operation/mm-2025-03-17-repatriation-400-d8d1", "operation/th-2025-03-18-repatriation-400-5b4f", "undecided"),
)
CORRECTED, CORRECTION, WITHDRAWN = "kh-gdi-2026-02-08-en", ("312", "321"), "in-embassy-2025-11-10-en"
BY_HAND = b"<https://example.org/notes> { <https://example.org/a> <https://example.org/says> 'kept by hand' }"


class Frozen(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz)


def main() -> None:
    writer.datetime = Frozen  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as place:
        loaded, store = Path(place, "loaded"), Path(place, "store")
        loaded.mkdir()
        for name in (*(f"{announcement}.txt" for announcement in ANNOUNCEMENTS), "sources.yaml"):
            shutil.copyfile(sample_folder() / name, loaded / name)
        assert load_all([str(loaded)], store) == 0
        with Store.open(store) as opened:
            opened.writer().put_graphs(BY_HAND)
            if hasattr(opened.writer(), "judge"):  # layout 1 has no judgements
                judge(opened)
        if hasattr(getattr(writer, "Writer", None), "withdraw"):  # layouts 1 and 2 keep no versions
            correct(loaded, store)
        quads = sorted(f"{quad} .\n" for quad in ox.Store.read_only(str(store / "graph")) if is_its_own(quad))
        shutil.rmtree(store / "graph")
        (store / "graph.nq").write_text("".join(quads), encoding="utf-8")
        loaded.rename(store / "loaded")
        pack(store, Path(sys.argv[1]))


def judge(store: Store) -> None:
    from crackdown.graph.identity import judgements

    judgements.datetime = Frozen  # type: ignore[attr-defined]
    for one, other, verdict in JUDGED:
        with suppress(NotFound):  # the later a version, the more it may read that 400 people left Myanmar, not Thailand
            store.writer().judge(one, other, verdict, by="tester", why="as the tests want it")


def correct(loaded: Path, store: Path) -> None:
    """Have one announcement say something else, and one be withdrawn."""
    changed = loaded / f"{CORRECTED}.txt"
    text = changed.read_text(encoding="utf-8")
    assert CORRECTION[0] in text
    changed.write_text(text.replace(*CORRECTION), encoding="utf-8")
    assert load_all([str(loaded)], store) == 0
    with Store.open(store) as opened:
        opened.writer().withdraw(f"{BASE}announcement/{WITHDRAWN}", on="2026-03-31", reason="it was wrong")


def is_its_own(quad: ox.Quad) -> bool:
    """Tell whether a quad stands in a named graph that is not the same in every store."""
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in REFERENCE


def pack(folder: Path, out: Path) -> None:
    with tarfile.open(out, "w:xz", preset=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = path.read_bytes()
            member = tarfile.TarInfo(path.relative_to(folder).as_posix())
            member.size, member.mtime = len(content), int(NOW.timestamp())
            archive.addfile(member, io.BytesIO(content))


if __name__ == "__main__":
    main()
