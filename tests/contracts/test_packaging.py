"""What is in the checkout is in the wheel: an unlisted sub-package works editable and is missing once installed."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "graph", "loaders", "api")
SHIPPED = {".py", ".ttl", ".jsonld", ".rq", ".yaml", ".json", ".txt", ".html", ".css", ".csv", ".svg", ".npz", ".onnx"}
LARGE = 1_000_000  # bytes; only weights are
NOT_SHIPPED = (
    "api/explorer/",
    "api/static/",
    "loaders/training/announcements/",
    "loaders/training/further/",
    "loaders/training/same_operations.json",
    "loaders/training/same_things.json",
)


def tracked_files(*folders: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [name for name in listed if name and os.path.lexists(ROOT / name)]


def shipped_files() -> list[str]:
    names = tracked_files(*FOLDERS)
    return [name for name in names if not name.startswith(NOT_SHIPPED) and Path(name).suffix in SHIPPED]


def copy_checkout(folder: Path) -> None:
    """Copy what git knows, large files without their ends: packing 60 MB of weights takes seconds and shows no more."""
    for name in tracked_files("."):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
        if not (folder / name).is_symlink() and (folder / name).stat().st_size > LARGE:
            os.truncate(folder / name, LARGE)


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory) -> set[str]:
    """A wheel of a copy: the build walks the whole folder, where other tests make files and remove them meanwhile."""
    copy = tmp_path_factory.mktemp("checkout")
    copy_checkout(copy)
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "--wheel-dir", folder, copy],
        check=False, env={**os.environ, "CRACKDOWN_NO_WEB": "1"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


BUILD_ARCHIVE = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"


def test_same_sources_give_the_same_source_archive(tmp_path):
    """Whenever and by whomever they were checked out."""
    archives = []
    for umask in (0o022, 0o077):
        copy, out = tmp_path / f"checkout-{umask}", tmp_path / f"archive-{umask}"
        copy_checkout(copy)
        for path in copy.rglob("*"):
            if not path.is_symlink() and path.is_file():
                path.chmod(path.stat().st_mode & ~umask)
                os.utime(path, (1_600_000_000 + umask, 1_600_000_000 + umask))
        built = subprocess.run(
            [sys.executable, "-c", BUILD_ARCHIVE, out], check=False, cwd=copy, umask=umask,
            env={**os.environ, "CRACKDOWN_NO_WEB": "1", "SOURCE_DATE_EPOCH": "1700000000"},
            capture_output=True, text=True,
        )  # fmt: skip
        assert built.returncode == 0, built.stderr
        (archive,) = out.glob("*.tar.gz")
        archives.append(archive.read_bytes())
    assert archives[0] == archives[1]


def test_every_file_of_the_four_folders_is_in_the_wheel(wheel_names):
    missing = [name for name in shipped_files() if f"crackdown/{name}" not in wheel_names]
    assert not missing


def test_shell_is_in_the_wheel(wheel_names):
    assert {"crackdown/__init__.py", "crackdown/cli.py", "crackdown/py.typed"} <= wheel_names


def test_every_sub_package_is_listed():
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {
        "crackdown." + ".".join(path.parent.relative_to(ROOT).parts)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
        if "node_modules" not in path.parts
    }
    shell = {f"crackdown.{path.parent.name}" for path in (ROOT / "crackdown").glob("*/__init__.py")}
    shell -= {f"crackdown.{folder}" for folder in FOLDERS}  # links to the folders at the top
    assert found | shell | {"crackdown"} == listed
