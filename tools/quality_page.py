"""The page docs/quality.md, made of what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import quality_sections as sections

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.reading import Way
from crackdown.loaders.training.figures import by_language
from crackdown.loaders.training.folds import Reading
from crackdown.loaders.training.scoring import Tally

_PAGE: Final = """# How well announcements are read

Written by `make quality`. Announcements are read in full, by linear models and an encoder, or fast, by linear models
alone ([decision 48](decisions/0048-two-ways-of-reading.md)). {samples} sample announcements are read as a
user would read them, with what ships, which was trained on none of them; {training} training announcements
are read fast by cross-validation, each with models trained on the others and on {further} further ones, and in
both ways by thirds. Every single fact counts once; a fact on the wrong operation is wrong. All texts were written for
this project from public facts, and their gold facts by hand. Two careful human readers agree at about 0.94 on such
texts before they settle their differences.

Half of the training texts were looked at while words and rules were written, the other half hardly: what was missed
or wrong of dates, agencies, officials and offences was listed once, of all of them. The difference between their
figures is what looking brought. The further announcements were written and judged later by other hands; most were
looked at for names of agencies and officials and in those lists, 177 short ones (headlines, posts, forms) when what
short texts ask for was set: they show how well reading travels. Whatever follows the first table is about the
{training}, and read fast unless it says otherwise.

{overall}

## Full and fast

The {training} in three parts, each read by what learned from the other two and the further ones: in full by encoder and
linear models, fast by linear models alone. An encoder learns for half an hour: there are no five folds. These figures
are of the encoder's last training and of the recognisers as they were then; what changed since shows in the fast way.

{beside}

Confidence of the full way; the curves are fitted on one half of the texts and tried on the other, both ways round.

{sure}

## By sort of fact

{by_fact}

## By language

{languages}

## Languages that training never saw

Their words are in folders as those of all others ({untrained_languages} languages); what decides learned from none of
their texts. The {untrained} texts are announcements of the further ones, translated with their facts by hands that had
not seen the folders. Without a folder a text gives its countries, dates and numbers alone: of the facts of the
Italian ones one in twenty.

{untrained_table}

## Confidence

Each fact's confidence is the share of such facts that proved right in training announcements read by models not trained
on them. Here the curves are fitted on one half of the texts and tried on the other, both ways round.

{calibration}

## Speed

{speed}

8-bit layers do not give the same figures on every processor: what is read in full may differ a little from one machine
to another. What is read fast does not.

## More training texts

Texts hardly looked at, read with models trained on a part of the others, on all of them, and on the further ones too.

{learning_curve}

## Known weak spots

{weak_spots}
"""


@dataclass(frozen=True)
class Measured:
    """What `make quality` found out."""

    examples: dict[Way, list[Reading]]  # of the sample announcements
    untrained: dict[Way, list[Reading]]  # of announcements in languages that no training one is in
    documents: list[Document]  # the training announcements
    readings: list[Reading]  # of these, by cross-validation
    others: list[Reading]  # of the further announcements, likewise
    folds: int
    figures: dict[str, Any]  # of both ways of reading, as `make train` left them
    curve: list[tuple[int, Tally]]  # how well a part of the texts is read, by how many others were learned from


def page(measured: Measured) -> str:
    """Write the page."""
    readings = measured.readings
    return _PAGE.format(
        samples=len(measured.examples["full"]),
        training=len(measured.documents),
        further=len(measured.others),
        overall=sections.overall(measured.examples, readings, measured.others, measured.folds),
        beside=sections.beside(measured.figures),
        sure=sections.sure(measured.figures["full"]),
        by_fact=sections.by_fact(readings),
        languages=sections.languages(readings),
        untrained=len(measured.untrained["fast"]),
        untrained_languages=len(by_language(measured.untrained["fast"])),
        untrained_table=sections.untrained(measured.untrained),
        calibration=sections.calibration([*readings, *measured.others]),
        speed=sections.speed(measured.documents),
        learning_curve=sections.learning_curve(measured.curve),
        weak_spots=sections.weak_spots(readings),
    )
