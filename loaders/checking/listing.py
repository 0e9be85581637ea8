"""Which languages are read, and how much there is of each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from crackdown.loaders.checking.files import FILES
from crackdown.loaders.extraction.text.data import installed_languages, language_folder, load_yaml, packaged_languages


@dataclass(frozen=True)
class ListedLanguage:
    """A language that is read.

    Attributes:
        code: its BCP 47 tag, the name of its folder.
        name: its English name.
        files: how many of the eight data files its folder holds.
        examples: how many announcements with their facts run as tests.
        samples: how many sample announcements of the package are in it.
        is_packaged: whether its folder comes with the package.
    """

    code: str
    name: str
    files: int
    examples: int
    samples: int
    is_packaged: bool


def list_languages() -> list[ListedLanguage]:
    """List the languages that are read, by code."""
    names = [entry.name for entry in files("crackdown.loaders").joinpath("samples").iterdir()]
    return [_listed(code, names) for code in installed_languages()]


def _listed(code: str, samples: list[str]) -> ListedLanguage:
    folder = language_folder(code)
    return ListedLanguage(
        code=code,
        name=str((load_yaml("languages", code, "lexicon.yaml") or {}).get("name", code)),
        files=sum(folder.joinpath(f"{name}.yaml").is_file() for name in FILES),
        examples=len(load_yaml("languages", code, "examples.yaml") or ()),
        samples=sum(name.endswith(".txt") and _code_of(name) == code for name in samples),
        is_packaged=code in packaged_languages(),
    )


def _code_of(sample: str) -> str:
    """Tell the language of a sample by its name.

    >>> _code_of("hk-police-2025-11-04-zh-hant.txt"), _code_of("gb-fcdo-2025-10-14-2-en.txt")
    ('zh', 'en')
    """
    parts = sample.removesuffix(".txt").split("-")
    return parts[-2] if len(parts[-1]) > len("xxx") else parts[-1]
