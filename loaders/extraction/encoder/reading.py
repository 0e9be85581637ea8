"""The encoder as a whole: a text in, somebody out who can be asked about it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from crackdown.loaders.extraction.encoder.files import HEAD, LAYERS, WORDS
from crackdown.loaders.extraction.encoder.head import Head, Heard, read_head
from crackdown.loaders.extraction.encoder.layers import STEP, WINDOW, Layers
from crackdown.loaders.extraction.encoder.words import Words, read_words
from crackdown.loaders.extraction.reading import Unread

WEIGHTS = Path(__file__).parent / "weights"

# Pieces of words of a text that is read, four windows: some 6,500 characters of English, 2,400 of Chinese. It learned
# from texts of one window, and was tried on none of more than two. Each window takes a tenth of a second of a core,
# however little sense the words make.
MOST_PIECES = WINDOW + 3 * STEP
# Share of a text's pieces that the vocabulary does not know, from which it is in a script that it does not hold: in
# those that it holds it is a hundredth at most, in Tibetan and Thaana four fifths and more (figures and signs are
# known).
_STRANGE = 0.2


class Encoder:
    """Reads texts; safe to use from several threads, and in processes that were forked after it was loaded."""

    def __init__(self, words: Words, layers: Layers, head: Head) -> None:
        self._words, self._layers, self._head = words, layers, head

    @staticmethod
    @cache
    def load(folder: Path = WEIGHTS) -> Encoder:
        """Load the encoder of a folder; once a process, so a folder's files must not change while it runs.

        Raises:
            ReadingUnavailable: onnxruntime is not installed, or a file is missing or damaged.
        """
        words = read_words(folder / WORDS)
        return Encoder(words, Layers(folder / LAYERS, words), read_head(folder / HEAD))

    def read(self, text: str) -> Heard:
        """Read a normalised text, in whose offsets it is then asked about.

        It takes about 50 ms a page on one core, and 2 KB of memory a piece beside what a window takes.

        Raises:
            Unread: it is longer than is read, or in a script of which the vocabulary holds nothing.
        """
        pieces = self._words.tokenizer.cut(text)
        if len(pieces) > MOST_PIECES:
            raise Unread("the encoder of the full reading reads shorter texts alone")
        if (pieces.numbers == self._words.marks.unknown).mean() > _STRANGE:
            raise Unread("the encoder of the full reading has learned other scripts alone")
        return Heard(pieces, self._layers.states_of(pieces.numbers), self._head)
