"""Files are written whole or not at all, and where somebody put a link, at its other end."""

from __future__ import annotations

from pathlib import Path

from crackdown.graph.storage.durable import write_durably


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    link = tmp_path / "feed.atom"
    link.symlink_to(tmp_path / "web" / "feed.atom")
    for content in (b"first", b"second"):  # made by the first, replaced by the second
        write_durably(link, content)
        assert link.is_symlink()
        assert (tmp_path / "web" / "feed.atom").read_bytes() == content
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["feed.atom"]
