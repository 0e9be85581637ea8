"""A bill of materials in CycloneDX 1.6, checked against its own schema.

https://cyclonedx.org/docs/1.6/json/: the program, its Python packages with the digests of every file that may be
installed for each, the npm packages inside the explorer, and data of third parties. The list is flat: the program
depends on each of them; which of them asks for which is not told. What is compiled into a package is not listed either.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tools.audit.parts import ROOT, AuditError, Part

VERSION: Final = SchemaVersion.V1_6
_TYPES: Final = {"pypi": ComponentType.LIBRARY, "npm": ComponentType.LIBRARY, "data": ComponentType.DATA}


def to_sbom(found: Mapping[Part, str]) -> str:
    """Write parts and their licences as CycloneDX in JSON; the same parts and time give the same bytes.

    Raises:
        AuditError: what was written is no valid CycloneDX.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=f"pkg:pypi/{project['name']}@{project['version']}",
        purl=PackageURL("pypi", None, project["name"], project["version"]),
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )
    components = [_component(part, licence) for part, licence in sorted(found.items())]
    when = written_at()
    refs = "\n".join(str(component.bom_ref.value) for component in components)
    bom = Bom(components=components, serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{program.bom_ref} {when}\n{refs}"))
    bom.metadata.component = program
    bom.metadata.timestamp = when
    bom.register_dependency(program, components)
    text: str = make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=2)
    check(text)
    return text + "\n"


def check(text: str) -> None:
    """Hold a bill of materials against the schema of CycloneDX.

    Raises:
        AuditError: it is not valid.
    """
    error = JsonStrictValidator(VERSION).validate_str(text)
    if error is not None:
        raise AuditError(f"the bill of materials is no valid CycloneDX {VERSION.to_version()}: {error}")


def written_at() -> datetime:
    """Tell the time to write down: $SOURCE_DATE_EPOCH, else that of the last commit, else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        command = ["git", "log", "-1", "--format=%ct"]
        given = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)


def _component(part: Part, licence: str) -> Component:
    url = _purl(part)
    ref = f"{part.kind}:{part.name}@{part.version}" if url is None else str(url)
    # A package is installed from one of many files: their digests are those of what is handed out, not of the package.
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(ref),
        hashes=[HashTypeFactory().from_composite_str(f"{algorithm}:{digest}") for algorithm, digest in part.hashes],
    )
    told = {"crackdown:marker": part.marker, "crackdown:held-by": part.held_by}
    return Component(
        name=part.name,
        version=part.version,
        type=_TYPES[part.kind],
        bom_ref=ref,
        purl=url,
        licenses=[LicenseFactory().make_from_string(licence)],
        external_references=[files] if part.hashes else [],
        properties=[Property(name=name, value=value) for name, value in told.items() if value],
    )


def _purl(part: Part) -> PackageURL | None:
    """Name a package as https://github.com/package-url/purl-spec does; data have no such name."""
    if part.kind == "data":
        return None
    namespace, _, name = part.name.rpartition("/")
    return PackageURL(part.kind, namespace or None, name, part.version)
