"""Train the linear models from announcements with gold facts: `python -m crackdown.loaders.training GOLD_DIR`.

GOLD_DIR holds `<id>.txt` and `<id>.json` (a record with evidence). The models are logistic regressions over named
features, fitted by L-BFGS from zero: no randomness, so the same texts give the same weights. scikit-learn is needed here
and not at run time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.analysis import Analysis, analyse
from crackdown.loaders.extraction.data import installed_languages
from crackdown.loaders.extraction.lexicon import load_language
from crackdown.loaders.extraction.linear import Weights, other_weights
from crackdown.loaders.gold import examples

Example = tuple[list[str], bool]
_PENALTY = 3.0  # weight decay towards zero: there are few texts for many features
_PASSES = 3
_RARE = 4  # features seen in fewer examples are left out


def train(folder: Path, languages: Iterable[str], skip: set[str]) -> Weights:
    """Fit every model on the gold records of a folder, except those named in `skip`.

    Who announces and whom an official acts for are themselves read by models, and the others build on them: the first
    pass, from no weights at all, is for those; the later ones for all. Three passes, always, from the same beginning:
    the same texts give the same weights.
    """
    wanted, weights = list(languages), Weights()
    for _ in range(_PASSES):
        with other_weights(weights):
            collected: defaultdict[str, list[Example]] = defaultdict(list)
            for gold, analysis in analysed(folder, wanted, skip):
                for model, features, label in examples(analysis, gold):
                    collected[model].append((features, label))
        weights = {model: fit(found) for model, found in sorted(collected.items())}
    return weights


def analysed(folder: Path, languages: Iterable[str], skip: set[str]) -> Iterator[tuple[dict[str, Any], Analysis]]:
    """Yield each gold record of the languages with the analysis of its text."""
    wanted = set(languages)
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        code = gold["language"].split("-")[0]
        language = load_language(code) if code in wanted and gold["id"] not in skip else None
        if language is not None:
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            yield gold, analyse(Document.from_text(text, name=gold["id"]), language)


def fit(found: list[Example]) -> dict[str, float]:
    """Fit one logistic regression; a feature's weight is left out where it rounds to nothing.

    >>> weights = fit([(["red"], True), (["blue"], False)] * 20)
    >>> weights["red"] > 0 > weights["blue"]
    True
    """
    frequency = Counter(feature for features, _ in found for feature in set(features))
    names = sorted(feature for feature, count in frequency.items() if count >= _RARE)
    index = {name: position for position, name in enumerate(names)}
    labels = [label for _, label in found]
    if len(set(labels)) < 2:
        return {"bias": 30.0 if all(labels) else -30.0}
    rows = [sorted({index[feature] for feature in features if feature in index}) for features, _ in found]
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=1 / _PENALTY, tol=1e-5, max_iter=1000).fit(matrix, labels)
    rounded = {name: round(float(model.coef_[0, position]), 3) for name, position in index.items()}
    return {"bias": round(float(model.intercept_[0]), 3), **{name: weight for name, weight in rounded.items() if weight}}


def main() -> None:
    """Train on a folder and write the weights beside the extraction modules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--languages", default=",".join(installed_languages()))
    parser.add_argument("--skip", type=Path, help="file with ids to leave out, one a line")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "extraction" / "weights.json")
    options = parser.parse_args()
    skip = set(options.skip.read_text(encoding="utf-8").split()) if options.skip else set()
    weights = train(options.gold, options.languages.split(","), skip)
    options.output.write_text(
        json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{options.output}: {len(weights)} models, {sum(map(len, weights.values()))} weights")


if __name__ == "__main__":
    main()
