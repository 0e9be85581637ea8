"""A number that comes again counts the same people, unless it is told of another day."""

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Cambodia deported 312 Chinese on 8 February 2026, 319 on 9 February and another 319 on 10 February."),
        ("zh", "柬埔寨8日遣返312名中国人，9日晚遣返319人，10日晚再遣返319人。2026年2月11日"),
        ("km", "កម្ពុជាបានបណ្តេញជនជាតិចិន ៣១២នាក់ នៅថ្ងៃទី៨ ខែកុម្ភៈ ៣១៩នាក់ នៅថ្ងៃទី៩ ខែកុម្ភៈ ឆ្នាំ២០២៦ និង ៣១៩នាក់ នៅថ្ងៃទី១០ ខែកុម្ភៈ ឆ្នាំ២០២៦។"),  # noqa: E501
    ],
)  # fmt: skip
def test_two_days_of_a_list_are_two_operations(code: str, text: str) -> None:
    found = extract(Document.from_text(text, language=code)).operations
    assert [(one.persons, str(one.date)) for one in found] == [
        (312, "2026-02-08"), (319, "2026-02-09"), (319, "2026-02-10"),
    ]  # fmt: skip


def test_the_same_people_are_one_operation() -> None:
    text = "On 9 February 2026 Cambodia deported 319 Chinese. The 319 were flown to Guangzhou."
    assert [one.persons for one in extract(Document.from_text(text)).operations] == [319]
