"""What a page shows as an answer is found, and compared line by line with what is printed."""

from tools.check_printed import answers, first_other

PAGE = """
```sh
crackdown show KTI
```

```
Techo International Airport
…
```

Words between.

```
no answer to anything
```

```
$ crackdown ledger
1 transfer: 1 matched
```
"""


def test_the_answers_of_a_page_are_those_behind_a_command():
    assert list(answers(PAGE)) == [
        ("crackdown show KTI\n", "Techo International Airport\n…\n"),
        ("crackdown ledger", "1 transfer: 1 matched\n"),
    ]


def test_dots_stand_for_lines_and_the_day_of_loading_for_any():
    shown, printed = "a\n…\nd, loaded 2026-02-09\n", "a\nb\nc\nd, loaded 2026-11-30\n"
    assert first_other(shown, printed) is None
    assert first_other(shown, printed + "e\n") == "(the end)"


def test_the_first_line_that_is_not_printed_is_told():
    assert first_other("a\nc\n…\n", "a\nb\nc\n") == "c"
