"""A language's folder is checked: each fault is named with file, line and remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.errors import InputError, NotFound
from crackdown.loaders.checking import check_language, list_languages, write_template
from crackdown.loaders.checking.bodies import check_bodies
from crackdown.loaders.checking.expressions import check_expressions
from crackdown.loaders.checking.files import FILES, LanguageFile, Problem, read_file
from crackdown.loaders.checking.schema import check_schema
from crackdown.loaders.checking.words import check_words
from crackdown.loaders.extraction.text.data import language_folder, packaged_languages

Change = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of French that may be spoilt."""
    return Path(shutil.copytree(str(language_folder("fr")), tmp_path / "fr"))


@pytest.fixture
def spoil(folder: Path) -> Change:
    def change(file: str, old: str, new: str) -> Path:
        path = folder / f"{file}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def static_problems(folder: Path) -> list[Problem]:
    """Everything but the reading of the examples, which takes a process of its own."""
    read = {name: read_file(folder / f"{name}.yaml") for name in FILES}
    files: dict[str, LanguageFile] = {name: file for name, (file, _) in read.items() if file is not None}
    found = [problem for _, problems in read.values() for problem in problems]
    return [*found, *check_schema(folder.name, files), *check_words(files), *check_expressions(files)]


def only_error(folder: Path) -> Problem:
    (error,) = (problem for problem in static_problems(folder) if problem.is_error)
    return error


@pytest.mark.parametrize("code", packaged_languages())
def test_languages_of_the_package_have_no_errors(code: str) -> None:
    assert [str(p) for p in static_problems(Path(str(language_folder(code)))) if p.is_error] == []


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "numbers.yaml").unlink()
    error = only_error(folder)
    assert (error.path.name, "missing" in error.message) == ("numbers.yaml", True)


def test_missing_concept_is_named_with_what_english_has(spoil: Change) -> None:
    error = only_error(spoil("lexicon", "\npartitive:", "\n# partitive:"))
    assert "'partitive' is missing" in error.message
    assert "of them" in error.message


def test_misspelt_key_is_named_with_the_one_meant(spoil: Change) -> None:
    folder = spoil("lexicon", "\nname:", "\nclasifiers: [a]\nname:")
    error = only_error(folder)
    assert (error.line, "do you mean 'classifiers'" in error.message) == (3, True)


def test_value_that_no_kind_has_is_named(spoil: Change) -> None:
    errors = [p.message for p in static_problems(spoil("lexicon", "  arrest:", "  arrests:")) if p.is_error]
    assert [message[:24] for message in errors] == ["kinds lacks 'arrest', wh", "kinds has no value 'arre"]


def test_star_without_quotes_is_explained(spoil: Change) -> None:
    error = only_error(spoil("lexicon", "people: [", "people: [*gens, "))
    assert error.path.name == "lexicon.yaml"
    assert error.line > 1
    assert "quote words" in error.message


def test_word_that_yaml_takes_for_nothing_is_named(spoil: Change) -> None:
    assert "an empty value" in only_error(spoil("lexicon", "people: [", "people: [null, ")).message


def test_words_that_yaml_takes_for_booleans_are_words(spoil: Change) -> None:
    assert [p for p in static_problems(spoil("lexicon", "people: [", "people: [no, on, yes, ")) if p.is_error] == []


def test_text_in_place_of_a_list_is_named(spoil: Change) -> None:
    folder = spoil("lexicon", "\nwomen: [", "\nwomen: femmes\nwomen_: [")
    messages = [problem.message for problem in static_problems(folder)]
    assert any("'women' holds a text; it takes a list of a text" in message for message in messages)


def test_word_of_two_values_is_a_warning(spoil: Change) -> None:
    folder = spoil("names", "  Mayor: [maire]", "  Mayor: [maire, gouverneur]")
    warnings = [problem for problem in static_problems(folder) if "'gouverneur'" in problem.message]
    assert [(w.is_error, w.path.name) for w in warnings] == [(False, "names.yaml")]


def test_expression_that_does_not_compile_is_named_with_its_line(spoil: Change) -> None:
    folder = spoil("patterns", 'list: "', 'list: "(')
    error = only_error(folder)
    line = (folder / "patterns.yaml").read_text(encoding="utf-8").splitlines()[error.line - 1]
    assert "does not compile" in error.message
    assert line.startswith("list:")


def test_unknown_part_of_a_date_is_named(spoil: Change) -> None:
    folder = spoil("dates", "patterns:\n", 'patterns:\n  - {as: date, re: "{jour} {month}"}\n')
    assert "unknown part {jour}" in only_error(folder).message


def test_part_of_a_date_that_stands_twice_is_named(spoil: Change) -> None:
    folder = spoil(
        "dates", "patterns:\n", 'patterns:\n  - {as: date, re: "(?:{weekday_}{day}|{weekday},? le {day2}) {month}"}\n'
    )
    assert "redefinition of group name 'weekday'" in only_error(folder).message


def test_unknown_meaning_of_a_date_is_named(spoil: Change) -> None:
    folder = spoil("dates", "patterns:\n", 'patterns:\n  - {as: day, re: "{day}"}\n')
    assert "no date means 'day'; known are date" in only_error(folder).message


def test_weekday_without_its_name_is_named(spoil: Change) -> None:
    folder = spoil("dates", "patterns:\n", 'patterns:\n  - {as: last_weekday_before, re: "samedi dernier"}\n')
    assert "names its day: {weekday}" in only_error(folder).message


def test_country_that_does_not_exist_is_named(spoil: Change) -> None:
    assert "'UK' is no country" in only_error(spoil("countries", "demonyms:\n", "demonyms:\n  UK: [x]\n")).message


def test_example_that_is_not_read_as_it_should_is_named(spoil: Change) -> None:
    folder = spoil("examples", "persons: ", "persons: 9")
    (error,) = (problem for problem in check_language(folder) if problem.is_error)
    assert error.path.name == "examples.yaml"
    assert "operations should hold" in error.message


def test_expression_that_never_ends_is_named(spoil: Change) -> None:
    folder = spoil("dates", "patterns:\n", 'patterns:\n  - {as: year, re: "(?:a+a+)+{year}"}\n')
    (error,) = (problem for problem in check_language(folder, limit_seconds=8) if problem.is_error)
    assert "takes too long" in error.message
    assert (error.path.name, error.line > 1) == ("dates.yaml", True)


def test_word_that_fills_an_ordinary_text_is_a_warning(spoil: Change, tmp_path: Path) -> None:
    folder = spoil("lexicon", "  arrest: [", "  arrest: [maison, ")
    page = tmp_path / "page.txt"
    page.write_text("La maison est grande et la porte de la maison est bleue. " * 20, encoding="utf-8")
    found = [problem for problem in check_language(folder, page) if "'maison'" in problem.message]
    assert [(p.is_error, p.path.name) for p in found] == [(False, "lexicon.yaml")]


def test_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="languages new it"):
        list(check_language(tmp_path / "it"))


def test_template_is_a_folder_to_fill_in(tmp_path: Path) -> None:
    folder = write_template("pl", tmp_path)
    lexicon, _ = read_file(folder / "lexicon.yaml")
    assert lexicon is not None
    assert (lexicon.value["name"], lexicon.value["script"]) == ("Polish", "spaced")
    assert lexicon.value["number"] == {"thousands": " ", "decimal": ","}
    assert "stycznia" in (folder / "dates.yaml").read_text(encoding="utf-8")
    errors = [problem for problem in static_problems(folder) if problem.is_error]
    assert [(p.path.name, p.message) for p in errors] == [("examples.yaml", "the file holds nothing; fill it in")]


def test_template_of_a_script_without_spaces_says_so(tmp_path: Path) -> None:
    lexicon, _ = read_file(write_template("yue", tmp_path) / "lexicon.yaml")
    assert lexicon is not None
    assert lexicon.value["script"] == "spaceless"


def test_template_overwrites_nothing(tmp_path: Path) -> None:
    write_template("pl", tmp_path)
    (tmp_path / "pl" / "names.yaml").write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        write_template("pl", tmp_path)
    assert (tmp_path / "pl" / "names.yaml").read_text() == "mine"


@pytest.mark.parametrize("code", ["tlh", "und", "../x", "english"])
def test_template_is_refused_for_what_is_no_language(code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_template(code, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_list_tells_files_and_examples() -> None:
    listed = {language.code: language for language in list_languages()}
    assert (listed["km"].name, listed["km"].files, listed["km"].is_packaged) == ("Khmer", 8, True)
    assert listed["km"].examples >= 5
    assert listed["km"].samples >= 1


def test_every_language_of_the_package_has_the_same_files() -> None:
    assert {one.code: one.files for one in list_languages() if one.files != len(FILES)} == {}


def test_bodies_that_nobody_knows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "bodies.yaml"
    text = 'any:\n  INTERPOL: ["Interpola"]\nKH:\n  National Bank of Kambodia: ["banka "]\nXX: {}\n'
    path.write_text(text, encoding="utf-8")
    file, problems = read_file(path)
    assert file is not None
    assert not problems
    told = [f"{problem.line}: {problem.message}" for problem in check_bodies(file)]
    assert told == [
        "4: gazetteer/agencies.yaml has no 'National Bank of Kambodia' under KH; "
        "do you mean 'National Bank of Cambodia'?",
        "4: 'banka ' is too short or has a space at its edge",
        "5: 'XX' is no country's code (ISO 3166-1, two capitals) nor `any`",
    ]
