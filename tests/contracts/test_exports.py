"""The public names exist, and importing the package stays light."""

import subprocess
import sys

import pytest

import crackdown

HEAVY = (
    "pyoxigraph",
    "rdflib",
    "networkx",
    "owlready2",
    "pyvis",
    "fastapi",
    "pandas",
    "trafilatura",
    "pydantic",
    "babel",
)


@pytest.mark.parametrize("name", crackdown.__all__)
def test_public_name_exists(name):
    assert getattr(crackdown, name) is not None


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = crackdown.nothing_of_that_name


@pytest.mark.parametrize(("module", "heavy"), [("crackdown", HEAVY), ("crackdown.intake.file_reader", ("httpx",))])
def test_import_pulls_in_no_heavy_library(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
