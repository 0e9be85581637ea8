"""Write what the encoder learns from: the weights of the linear models, and every example with its place.

usage: collect.py ANNOUNCEMENTS OUT.pickle [--further FOLDER] [--read 1] [--folds 2]

The linear models are trained on the announcements outside the fold that is read later, and on further ones. Texts of
that fold are not written: `train.py` reads them through the extraction as a user would.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

from spans import add_places

from crackdown.loaders.extraction.models.linear import other_weights
from crackdown.loaders.training.fitting import _analysed, load_gold, train
from crackdown.loaders.training.folds import fold_of
from crackdown.loaders.training.gold import choices, examples


def main() -> None:
    """Train the linear models, read the training texts once more with them, and write their examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("announcements", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--further", type=Path, help="a folder of announcements that are all trained on")
    parser.add_argument("--read", type=int, default=1, help="the fold that is kept for reading; -1 for none")
    parser.add_argument("--folds", type=int, default=2)
    options = parser.parse_args()
    own = [pair for pair in load_gold(options.announcements) if fold_of(pair[0]["id"], options.folds) != options.read]
    own += load_gold(options.further) if options.further else []
    weights = train(own)
    add_places()
    texts = []
    with other_weights(weights):
        for gold, analysis in _analysed(own):
            texts.append(
                (gold["id"], analysis.view.text, list(examples(analysis, gold)), list(choices(analysis, gold)))
            )
    options.out.write_bytes(pickle.dumps({"weights": weights, "texts": texts}))
    total = sum(len(found) for _, _, found, _ in texts)
    print(f"{len(texts)} texts, {total} examples, {sum(len(found) for *_, found in texts)} choices")


if __name__ == "__main__":
    main()
