"""Places and countries that only name a newspaper: nothing happened in the Bangkok Post."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

# How newspapers that are called after a place or a people go on; in small letters these words name none.
_TITLE = re.compile(
    r"[ ·・]?(?:Post|Times|Herald|Tribune|Bulletin|Globe|Gazette|Daily|Mirror|Mail|Standard"
    r"|Пост|Таймс|邮报|郵報|时报|時報|日报|日報|晚报|晚報|포스트|타임스|ポスト|タイムズ|新聞)(?![A-Za-zА-Яа-я])"
)


def without_newspapers(view: Normalised, mentions: list[Mention]) -> list[Mention]:
    """Leave out the places and countries in the names of newspapers.

    >>> from crackdown.loaders.extraction.text.normalise import normalise
    >>> view = normalise("The Bangkok Post writes that in Bangkok posts were manned")
    >>> [m.start for m in without_newspapers(view, [Mention("place", "Bangkok", at, at + 7) for at in (4, 31)])]
    [31]
    """
    return [m for m in mentions if m.type not in {"place", "country"} or not _TITLE.match(view.text, m.end)]
