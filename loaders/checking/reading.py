"""Reading with a folder: its examples, how long its expressions take, and which of its words stand everywhere.

All that happens in a process of its own, with the folder among the languages: one expression that never ends must not
take the check with it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crackdown.loaders.checking.files import FILES, LanguageFile, Place, Problem, read_file

_SLOW_SECONDS = 1.0  # of the processor, for the probes together
_PROBE = 6000  # characters, as long as two announcements
_BETWEEN = 200  # characters: what patterns.yaml holds is only tried on what stands between two names
_EVERYWHERE = 40  # a word of the lexicon may be one in so many of an ordinary text
_OFTEN = 3  # times
_TELLING = ("kind", "offence", "plans", "people", "without", "total")


def check_reading(folder: Path, examples: LanguageFile, text: Path | None, limit_seconds: float) -> Iterator[Problem]:
    """Yield what goes wrong when texts are read with a folder."""
    arguments = [str(folder.resolve()), *([str(text.resolve())] if text else [])]
    environment = {**os.environ, "CRACKDOWN_LANGUAGES": str(folder.resolve().parent), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "crackdown.loaders.checking.reading", *arguments]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=limit_seconds, check=False
        )
        lines, errors = done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        lines, errors = (late.stdout or b"").decode("utf-8"), f"not done after {limit_seconds:g} seconds"
    reports = [json.loads(line) for line in lines.splitlines()]
    for report in reports:
        if "message" in report:
            yield Problem(Path(report["path"]), report["line"], report["message"], report["is_error"])
    if errors and (not reports or not reports[-1].get("done")):
        last = next((report["trying"] for report in reversed(reports) if "trying" in report), None)
        path, line, what = last or (str(examples.path), 1, "reading")
        yield Problem(Path(path), line, f"{what} failed: {errors.strip().splitlines()[-1]}")


def holds(found: Any, wanted: Any) -> bool:
    """Tell whether everything wanted is in what was found; lists of objects in any order, an empty list exactly.

    >>> holds({"persons": 12, "women": None}, {"persons": 12}), holds([], [{"persons": 12}])
    (True, False)
    """
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(holds(found.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        if not wanted:
            return not found
        return isinstance(found, list) and all(any(holds(item, one) for item in found) for one in wanted)
    return str(found) == str(wanted)


def _main(folder: Path, text: Path | None) -> None:
    files = {name: file for name in FILES if (file := read_file(folder / f"{name}.yaml")[0]) is not None}
    for problem in [*_slow(files), *_examples(folder.name, files["examples"])]:
        _report(problem)
    for problem in _everywhere(folder.name, files, text):
        _report(problem)
    print(json.dumps({"done": True}), flush=True)


def _report(problem: Problem) -> None:
    told = {"path": str(problem.path), "line": problem.line, "message": problem.message, "is_error": problem.is_error}
    print(json.dumps(told), flush=True)


def _try(file: LanguageFile, place: Place, what: str) -> None:
    print(json.dumps({"trying": [str(file.path), file.problem(place, "").line, what]}), flush=True)


def _slow(files: dict[str, LanguageFile]) -> Iterator[Problem]:
    from crackdown.loaders.checking.expressions import bare, expressions

    sample = " ".join(example["text"] for example in files["examples"].value) or "A text."
    pieces = (sample, "a", "a ", "Aa ", "a, ", "1 ", " ", "\u4e00", "a-")
    probes = [(piece * (_PROBE // len(piece) + 1))[:_PROBE] + "!" for piece in pieces]
    for place, expression, file in expressions(files):
        _try(file, place, "the regular expression takes too long; repeat nothing inside what is repeated: it")
        compiled = re.compile(bare(expression), re.IGNORECASE if file.path.stem == "dates" else 0)
        began = time.process_time()
        for probe in probes:
            if file.path.stem == "patterns":
                compiled.fullmatch(probe[:_BETWEEN])
            else:
                compiled.sub("", probe)
        taken = time.process_time() - began
        if taken > _SLOW_SECONDS:
            message = f"the regular expression takes {taken:.1f} seconds for {len(probes)} pages; bound what it repeats"
            yield file.problem(place, message)


def _examples(code: str, file: LanguageFile) -> Iterator[Problem]:
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction import extract
    from crackdown.loaders.extraction.reading import reading_with
    from crackdown.loaders.extraction.text.language import folder_of, identify_language

    for position, example in enumerate(file.value):
        _try(file, (position,), f"example {position + 1}")
        with reading_with("fast"):  # it reads the same on every machine
            record = extract(Document.from_text(example["text"], language=code)).model_dump(mode="json", by_alias=True)
        for key, wanted in example["facts"].items():
            if key not in record:
                yield file.problem((position, "facts", key), f"no record has {key!r}; it has {', '.join(record)}")
            elif not holds(record[key], wanted):
                message = f"example {position + 1}: {key} should hold {wanted}, reading found {_told(record[key])}"
                yield file.problem((position, "facts", key), message)
        found = identify_language(example["text"])
        if code not in {found, folder_of(found)}:
            message = f"example {position + 1} is taken for {found!r} where nobody says which language it is in"
            yield file.problem((position,), f"{message}; give `language: {code}` in sources.yaml", is_error=False)


def _told(found: Any) -> str:
    """Write what was found without the evidence and what is empty."""

    def stripped(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: stripped(v) for k, v in value.items() if k != "evidence" and v not in (None, [], {})}
        return [stripped(item) for item in value] if isinstance(value, list) else value

    return str(stripped(found))


def _everywhere(code: str, files: dict[str, LanguageFile], text: Path | None) -> Iterator[Problem]:
    """Yield words of the lexicon that stand again and again in ordinary text."""
    from crackdown.loaders.extraction.text.lexicon import load_language
    from crackdown.loaders.extraction.text.normalise import normalise

    language = load_language(code)
    if language is None or text is None:
        return
    view = normalise(text.read_text(encoding="utf-8", errors="replace"))
    words = max(1, len(view.text) // 6 if language.spaceless else len(view.text.split()))
    found = Counter(
        (mention.type, mention.data.get("term", view.lower[mention.start : mention.end]))
        for mention in language.automaton.find(view)
        if mention.type in _TELLING
    )
    for (type_, word), count in found.most_common():
        if count >= _OFTEN and count * _EVERYWHERE > words:
            lexicon = files["lexicon"]
            place = next((place for place, other in lexicon.texts() if other.lower() == word.lower()), ())
            message = f"{word!r} ({type_}) stands {count} times in {words} words of {text.name}; take a longer phrase"
            yield lexicon.problem(place, message, is_error=False)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
