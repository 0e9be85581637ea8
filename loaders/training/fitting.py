"""The models: logistic regressions over named features, fitted on the examples of gold announcements.

They are fitted by L-BFGS from zero: no randomness, so the same texts give the same weights.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.linear import Weights, other_weights
from crackdown.loaders.extraction.text.analysis import Analysis, analyse
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.training.choices import Options, fit_choice
from crackdown.loaders.training.gold import choices, examples

Example = tuple[list[str], bool]
Gold = dict[str, Any]
PENALTY = 3.0  # weight decay towards zero: there are few texts for many features
PENALTIES = {"agency": 5.0, "partner": 15.0}  # of models with more features than they have examples for
_PASSES = 3
RARE = 4  # features seen in fewer examples are left out
_CERTAIN = 30.0  # the bias of a model whose examples all say the same


def load_gold(folder: Path) -> list[tuple[Gold, Document]]:
    """Read the gold announcements of a folder, `<id>.json` beside `<id>.txt`, in the order of their ids."""
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append((gold, Document.from_text(text, name=gold["id"])))
    return found


def train(announcements: Iterable[tuple[Gold, Document]]) -> Weights:
    """Fit every model on gold announcements.

    Who announces and whom an official acts for are themselves read by models, and the others build on them: the first
    pass, from no weights at all, is for those; the later ones for all. Three passes, always, from the same beginning:
    the same texts give the same weights.
    """
    texts, weights = list(announcements), Weights()
    for _ in range(_PASSES):
        with other_weights(weights):
            collected: defaultdict[str, list[Example]] = defaultdict(list)
            chosen: defaultdict[str, list[Options]] = defaultdict(list)
            for gold, analysis in analysed(texts):
                for model, features, label in examples(analysis, gold):
                    collected[model].append((features, label))
                for model, options in choices(analysis, gold):
                    chosen[model].append(options)
        weights = {model: fit(found, PENALTIES.get(model, PENALTY)) for model, found in sorted(collected.items())}
        weights |= {model: fit_choice(found) for model, found in sorted(chosen.items())}
    return weights


def analysed(announcements: Iterable[tuple[Gold, Document]]) -> Iterator[tuple[Gold, Analysis]]:
    """Analyse gold announcements; those in a language that is not read are left out."""
    for gold, document in announcements:
        language = load_language(gold["language"].split("-")[0])
        if language is not None:
            yield gold, analyse(document, language)


def fit(found: list[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Fit one logistic regression; a feature's weight is left out where it rounds to nothing.

    >>> weights = fit([(["red"], True), (["blue"], False)] * 20)
    >>> weights["red"] > 0 > weights["blue"]
    True
    """
    labels = [label for _, label in found]
    if len(set(labels)) < 2:
        return {"bias": _CERTAIN if all(labels) else -_CERTAIN}
    frequency = Counter(feature for features, _ in found for feature in set(features))
    names = sorted(feature for feature, count in frequency.items() if count >= RARE)
    index = {name: position for position, name in enumerate(names)}
    rows = [sorted({index[feature] for feature in features if feature in index}) for features, _ in found]
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=1 / penalty, tol=1e-5, max_iter=1000).fit(matrix, labels)
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {
        "bias": round(float(model.intercept_[0]), 3),
        **{name: weight for name, weight in weights.items() if weight},
    }
