"""`make audit`: write the bill of materials and the page of licences, refuse licences, look up vulnerabilities."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.audit.advisories import look_up
from tools.audit.licences import licences, refused
from tools.audit.page import PAGE, to_page
from tools.audit.parts import ROOT, AuditError, Part, read_parts
from tools.audit.sbom import VERSION, to_sbom


def main() -> int:
    """Do all of it; return the exit status: 1 where a licence is refused or a vulnerability is known."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--advisories", type=Path, help="a folder of OSV advisories; nothing is looked up without one")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "sbom.json", help="where the list is written to")
    options = parser.parse_args()
    try:
        found = licences(read_parts())
        wrong = refused(found)
        _write(found, options.output)
        wrong += _vulnerable(list(found), options.advisories)
    except AuditError as error:
        print(f"make audit: {error}", file=sys.stderr)
        return 2
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def _write(found: dict[Part, str], output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(to_sbom(found), encoding="utf-8")
    print(f"{output}: CycloneDX {VERSION.to_version()}, {len(found)} parts")
    PAGE.write_text(to_page(found), encoding="utf-8")
    print(f"{PAGE}: {len(set(found.values()))} licences")


def _vulnerable(parts: list[Part], folder: Path | None) -> list[str]:
    if folder is None:
        print("Known vulnerabilities: NOT CHECKED. Give a folder of advisories: make audit ADVISORIES=FOLDER")
        return []
    looked = look_up(parts, folder)
    print(
        f"Known vulnerabilities: {len(looked.findings)} found among {looked.advisories} advisories in {folder}, "
        f"the newest of {looked.newest or 'an unknown day'}"
    )
    return [finding.told() for finding in looked.findings]


if __name__ == "__main__":
    sys.exit(main())
