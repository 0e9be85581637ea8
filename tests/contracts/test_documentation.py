"""What the documentation names is there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from crackdown.cli import app
from crackdown.graph.storage.folder import FORMAT

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_in_the_readme(name):
    assert f"crackdown {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_explains_itself(name):
    assert len(get_command(app).commands[name].help or "") > 60  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def parameters():
    groups = [get_command(app), *(one for one in get_command(app).commands.values() if hasattr(one, "commands"))]  # type: ignore[attr-defined]
    return [one for group in groups for command in group.commands.values() for one in command.params]


def test_brackets_and_dots_stand_once_in_the_usage(parameters):
    """Typer puts what may be left out into brackets, and dots behind what repeats."""
    arguments = [one.metavar or "" for one in parameters if one.param_type_name == "argument"]
    assert len(arguments) > 20
    assert [one for one in arguments if one.startswith("[") or "…" in one] == []


def test_no_asterisk_of_an_option_is_taken_for_emphasis(parameters):
    helps = [re.sub(r"`[^`]*`", "", one.help or "") for one in parameters]
    assert [one for one in helps if "*" in one] == []


def test_the_page_on_stores_tells_what_becomes_of_each_older_layout():
    rows = re.findall(r"^\| (\d+) \| versions", (ROOT / "docs/stores.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [str(number) for number in range(1, int(FORMAT))]


def test_every_make_target_in_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?m)(?:`|^)make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"))) <= targets
