"""The explorer's build: when it runs, what it does when it cannot, and what of its sources and result must hold."""

import gzip
import importlib.util
import json
import re
import shutil
import stat
from pathlib import Path
from types import ModuleType

import pytest
from setuptools.errors import ExecError

ROOT = Path(__file__).parents[1]
EXPLORER = ROOT / "api/explorer"
# Of all views together, what is loaded later as well, and the largest of the languages, of which a page loads one.
# 1 kB is 1,000 bytes.
MOST_SCRIPT_BYTES = 430_000


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("crackdown_setup", ROOT / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    """A checkout with small sources, as if freshly cloned."""
    monkeypatch.delenv("CRACKDOWN_NO_WEB", raising=False)
    explorer = tmp_path / "api/explorer"
    (explorer / "src").mkdir(parents=True)
    (explorer / "package-lock.json").write_text("{}")
    (explorer / "src/main.tsx").write_text("export {};")
    return tmp_path


def mark_as_built(build: ModuleType, root: Path) -> None:
    (root / "api/static").mkdir(exist_ok=True)
    (root / "api/static/.sources").write_text(build.digest_of_sources(root / "api/explorer") + "\n")


def put_on_path(folder: Path, monkeypatch, programs: dict[str, str]) -> None:
    folder.mkdir()
    for name, script in programs.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.9.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("18", False),
    ],
)
def test_a_node_is_suitable_where_vite_runs_on_it(build, version, expected):
    assert build.is_suitable(version) is expected


def test_a_fresh_checkout_wants_the_build(build, checkout):
    assert build.is_wanted(checkout)


def test_a_current_result_is_not_built_again(build, checkout):
    mark_as_built(build, checkout)
    assert not build.is_wanted(checkout)


def test_a_changed_source_wants_the_build(build, checkout):
    mark_as_built(build, checkout)
    (checkout / "api/explorer/src/main.tsx").write_text("export { };")
    assert build.is_wanted(checkout)


def test_packages_and_tests_are_no_sources(build, checkout):
    mark_as_built(build, checkout)
    for folder in ("node_modules/vite", "tests"):
        (checkout / "api/explorer" / folder).mkdir(parents=True)
        (checkout / "api/explorer" / folder / "x.ts").write_text("x")
    assert not build.is_wanted(checkout)


def test_the_variable_turns_the_build_off(build, checkout, monkeypatch):
    monkeypatch.setenv("CRACKDOWN_NO_WEB", "1")
    assert not build.is_wanted(checkout)


def test_a_failing_npm_fails_the_build_and_says_how_to_go_on(build, checkout, monkeypatch):
    put_on_path(
        checkout / "bin", monkeypatch, {"node": "echo v22.12.0", "npm": "echo registry unreachable >&2; exit 1"}
    )
    with pytest.raises(ExecError, match=r"registry unreachable.*CRACKDOWN_NO_WEB=1"):
        build.build_explorer(editable=False, root=checkout)


def test_an_editable_install_goes_on_without_the_explorer(build, checkout, monkeypatch):
    put_on_path(checkout / "bin", monkeypatch, {"node": "echo v22.12.0", "npm": "exit 1"})
    with pytest.warns(UserWarning, match="CRACKDOWN_NO_WEB"):
        build.build_explorer(editable=True, root=checkout)


def test_an_old_node_on_path_is_passed_over(build, checkout, monkeypatch):
    put_on_path(checkout / "bin", monkeypatch, {"node": "echo v18.20.0", "npm": "exit 0"})
    assert build.find_system_tools() is None


def test_another_checkout_keeps_its_packages_where_a_link_stands_for_them(build, checkout, monkeypatch):
    (theirs := checkout / "theirs/vite").mkdir(parents=True)
    packages = checkout / "api/explorer/node_modules"
    packages.symlink_to(theirs.parent)
    put_on_path(checkout / "bin", monkeypatch, {"node": "echo v22.12.0", "npm": f"/bin/rm -rf {packages}/*; exit 1"})
    with pytest.raises(ExecError):
        build.build_explorer(editable=False, root=checkout)
    assert theirs.is_dir()
    assert not packages.is_symlink()


def test_the_explorer_builds_from_installed_packages(build, checkout, monkeypatch):
    if build.find_system_tools() is None and build.find_wheel_tools() is None:
        pytest.skip("no Node with npm here")
    if not (EXPLORER / "node_modules/vite").is_dir():
        pytest.skip("npm's packages are not installed in api/explorer")
    shutil.rmtree(checkout / "api/explorer")
    shutil.copytree(EXPLORER, checkout / "api/explorer", symlinks=True)
    (checkout / "api/explorer/node_modules/.package-lock.json").touch()
    build.build_explorer(editable=False, root=checkout)
    assert build.is_current(checkout)
    assert (checkout / "api/static/index.html").is_file()
    assert {"cytoscape", "cytoscape-fcose", "preact"} <= licensed(checkout / "api/static/licences.md")
    page, languages = script_bytes(checkout / "api/static/assets")
    assert page + max(languages.values()) <= MOST_SCRIPT_BYTES


def script_bytes(assets: Path) -> tuple[int, dict[str, int]]:
    """Pack every script as a server does: all that the page may load in any language, and each language's messages."""
    packed = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in assets.glob("*.js")}
    spoken = [path.name for path in (EXPLORER / "src/messages").iterdir() if path.is_dir()]
    languages = {tag: size for tag in spoken for name, size in packed.items() if name.startswith(f"{tag}-")}
    assert sorted(languages) == sorted(spoken), "each language is a file of its own"
    return sum(packed.values()) - sum(languages.values()), languages


def licensed(path: Path) -> set[str]:
    return set(re.findall(r"^## (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_lock_pins_by_hash_and_names_no_download_address():
    lock = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if not entry["integrity"].startswith("sha512-")]


def test_packages_are_pinned_exactly():
    package = json.loads((EXPLORER / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert not [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+(-next\.\d+)?", version)]


def test_no_source_makes_html_or_code_from_text():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")
    sources = [path for path in (EXPLORER / "src").rglob("*.ts*") if forbidden.search(path.read_text(encoding="utf-8"))]
    assert not sources


def test_no_source_file_is_longer_than_250_lines():
    sources = [path for suffix in ("ts", "tsx", "css") for path in (EXPLORER / "src").rglob(f"*.{suffix}")]
    assert not [path.name for path in sources if len(path.read_text(encoding="utf-8").splitlines()) > 250]


def test_the_page_has_no_inline_script_or_style():
    page = (EXPLORER / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
