"""Training: gold announcements, and from them the weights and the calibration that the extraction reads with.

`announcements/`   texts with their facts and the words behind each, written for this project
`further/`         more of them, written and judged later by other hands: they teach, and show how well reading travels
`gold.py`          what the recognisers found in a gold text, as labelled examples
`quotes.py`        which of several words that state a fact people quoted for it
`fitting.py`       the models, fitted on those examples
`folds.py`         gold texts read by models that were not trained on them
`scoring.py`       records beside gold facts: precision, recall, F1
`calibration.py`   from those, how often a fact of a given confidence is right

`python -m crackdown.loaders.training` (`make train`) runs it all. It needs scikit-learn; reading does not.
"""

from __future__ import annotations

from pathlib import Path

ANNOUNCEMENTS = Path(__file__).parent / "announcements"
FURTHER = Path(__file__).parent / "further"
