"""What is shipped is listed, under licences that were allowed, and looked up where advisories are given."""

import json
import re
import sys

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.audit import __main__ as audit
from tools.audit.advisories import look_up
from tools.audit.licences import licences, refused
from tools.audit.page import PAGE, to_page
from tools.audit.parts import ROOT, TABLE, AuditError, Part, read_parts, read_pins
from tools.audit.sbom import check, to_sbom


@pytest.fixture(scope="module")
def found() -> dict[Part, str]:
    return licences(read_parts())


@pytest.fixture(scope="module")
def components(found) -> list[dict]:
    return json.loads(to_sbom(found))["components"]


def test_page_of_licences_is_current(found):
    assert PAGE.read_text(encoding="utf-8") == to_page(found), "run `make audit`"


def test_no_licence_is_refused(found):
    assert refused(found) == []


@pytest.mark.parametrize(
    ("licence", "is_taken"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MPL-2.0", False),
        ("(MIT OR Apache-2.0) AND ISC", True),
        ("BSD-3-Clause WITH GCC-exception-3.1", False),
    ],
)
def test_licence_is_taken_only_where_it_is_allowed(licence, is_taken):
    assert (refused({Part("pypi", "other", "1"): licence}) == []) is is_taken


def test_weak_copyleft_is_taken_for_the_package_it_was_decided_for():
    assert refused({Part("pypi", "certifi", "1"): "MPL-2.0"}) == []
    (sentence,) = refused({Part("pypi", "other", "2"): "MPL-2.0"})
    assert sentence.startswith("other 2: MPL-2.0 is not allowed")


def test_package_without_a_stated_licence_is_named():
    with pytest.raises(AuditError, match=rf"{TABLE.name}: unknown-package 1: its licence is not stated"):
        licences([Part("pypi", "unknown-package", "1")])


def test_table_that_contradicts_the_metadata_is_named(monkeypatch):
    from tools.audit import licences as module

    table = module.read_table()
    table["looked_up"]["pydantic"] = "ISC"
    monkeypatch.setattr(module, "read_table", lambda: table)
    with pytest.raises(AuditError, match="pydantic: the package says 'MIT' now, not 'ISC'"):
        licences([Part("pypi", "pydantic", "1")])


def test_every_pin_is_in_the_bill_with_its_digests(components):
    listed = {(part["name"], part["version"]): part for part in components if part["type"] == "library"}
    for pin in read_pins():
        (files,) = listed[pin.name, pin.version]["externalReferences"]
        assert {given["content"] for given in files["hashes"]} == {digest for _, digest in pin.hashes}
    named = re.findall(r"(?m)^([\w.-]+)==", (ROOT / "constraints/run.txt").read_text(encoding="utf-8"))
    assert len(named) == len(read_pins())


def test_what_is_bundled_is_in_the_bill(found):
    notices = ROOT / "api/static/licences.md"
    if not notices.is_file():
        pytest.skip("the explorer is not built")
    bundled = set(re.findall(r"(?m)^## (\S+) - (\S+) \(", notices.read_text(encoding="utf-8")))
    assert bundled
    assert bundled <= {(part.name, part.version) for part in found if part.kind == "npm"}


def test_data_of_third_parties_are_in_the_bill(components):
    names = [part["name"] for part in components if part["type"] == "data"]
    encoder = "multilingual-e5-small: eight layers, trained on, and the vocabulary"
    assert {"Unicode CLDR", "Natural Earth 4.1.0, countries 1:50m", "airportsdata", encoder} == set(names)


def test_bill_is_valid_and_the_same_each_time(found, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    text = to_sbom(found)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == to_sbom(dict(reversed(found.items())))
    assert json.loads(text)["metadata"]["timestamp"].startswith("2023-11-14T22:13:20")


def test_bill_that_is_not_valid_is_refused(found):
    spoilt = json.loads(to_sbom(found))
    spoilt["components"][0]["type"] = "thing"
    with pytest.raises(AuditError, match=r"no valid CycloneDX 1\.6"):
        check(json.dumps(spoilt))


def advisory(folder, name, *, versions=(), events=(), kind="ECOSYSTEM", ecosystem="PyPI", **other):
    affected = {
        "package": {"ecosystem": ecosystem, "name": name},
        "versions": list(versions),
        "ranges": [{"type": kind, "events": list(events)}] if events else [],
    }
    entry = {"id": "MADE-UP-1", "modified": "2026-05-01T00:00:00Z", "affected": [affected], **other}
    (folder / f"{entry['id']}.json").write_text(json.dumps(entry), encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "events", "is_affected"),
    [
        ("1.5", [{"introduced": "0"}, {"fixed": "2.0"}], True),
        ("2.0", [{"introduced": "0"}, {"fixed": "2.0"}], False),
        ("2.0rc1", [{"introduced": "0"}, {"fixed": "2.0"}], True),
        ("1.10", [{"introduced": "1.9"}, {"last_affected": "1.10"}], True),
        ("1.10.1", [{"introduced": "1.9"}, {"last_affected": "1.10"}], False),
        ("3.1", [{"introduced": "1"}, {"fixed": "2"}, {"introduced": "3"}, {"fixed": "3.2"}], True),
        ("2.5", [{"introduced": "1"}, {"fixed": "2"}, {"introduced": "3"}, {"fixed": "3.2"}], False),
        ("5", [{"introduced": "0"}], True),
    ],
)
def test_python_version_is_held_against_a_range(tmp_path, version, events, is_affected):
    advisory(tmp_path, "Some.Package", events=events)
    found = look_up([Part("pypi", "some-package", version)], tmp_path).findings
    assert bool(found) is is_affected


@pytest.mark.parametrize(
    ("version", "is_affected"), [("1.9.9", True), ("2.0.0-rc.2", True), ("2.0.0", False), ("10.0.0", False)]
)
def test_npm_version_is_held_against_a_range(tmp_path, version, is_affected):
    advisory(
        tmp_path,
        "@some/package",
        ecosystem="npm",
        kind="SEMVER",
        events=[{"introduced": "0"}, {"fixed": "2.0.0"}],
    )
    found = look_up([Part("npm", "@some/package", version)], tmp_path).findings
    assert bool(found) is is_affected


def test_advisory_tells_ids_summary_and_remedy_once(tmp_path):
    events = [{"introduced": "0"}, {"fixed": "1.1"}]
    advisory(tmp_path, "package", events=events, aliases=["CVE-1"], summary="It leaks.")
    advisory(tmp_path, "package", events=events, id="MADE-UP-2", aliases=["CVE-1"])
    (finding,) = look_up([Part("pypi", "package", "1.0")], tmp_path).findings
    assert finding.told() == "package 1.0: MADE-UP-1 = CVE-1: It leaks.; fixed in 1.1"


def test_withdrawn_advisory_and_other_ecosystem_say_nothing(tmp_path):
    advisory(tmp_path, "package", versions=["1"], withdrawn="2026-01-01T00:00:00Z")
    advisory(tmp_path, "package", versions=["1"], ecosystem="Go", id="MADE-UP-2")
    looked = look_up([Part("pypi", "package", "1")], tmp_path)
    assert (looked.findings, looked.advisories, looked.newest) == ([], 2, "2026-05-01")


def test_advisory_in_yaml_is_read(tmp_path):
    (tmp_path / "PYSEC.yaml").write_text(
        "id: PYSEC-1\naffected:\n- package: {ecosystem: PyPI, name: package}\n  versions: ['1']\n", encoding="utf-8"
    )
    assert len(look_up([Part("pypi", "package", "1")], tmp_path).findings) == 1


@pytest.mark.parametrize(("name", "content"), [("a.json", "{"), ("a.yaml", "a: ]"), ("a.txt", "")])
def test_folder_without_advisories_or_with_a_broken_one_is_named(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(AuditError, match=re.escape(str(tmp_path))):
        look_up([Part("pypi", "package", "1")], tmp_path)


@pytest.mark.parametrize(
    ("versions", "status", "said"), [(None, 0, "NOT CHECKED"), (["0"], 0, "0 found"), (["2.18.0"], 1, "1 found")]
)
def test_audit_says_whether_vulnerabilities_were_looked_up(tmp_path, monkeypatch, capsys, versions, status, said):
    arguments = ["audit", "--output", str(tmp_path / "sbom.json")]
    if versions is not None:
        (tmp_path / "advisories").mkdir()
        advisory(tmp_path / "advisories", "babel", versions=versions)
        arguments += ["--advisories", str(tmp_path / "advisories")]
    monkeypatch.setattr(sys, "argv", arguments)
    monkeypatch.setattr(audit, "PAGE", tmp_path / "licences.md")
    assert audit.main() == status
    assert said in capsys.readouterr().out
