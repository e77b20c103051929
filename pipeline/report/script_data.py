"""What the page's script is given besides the passages: its words, and how a view is written."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from pipeline.report.words import words
from pipeline.views import FIND, SENTENCE, View

if TYPE_CHECKING:
    from markupsafe import Markup


def script_data(context_characters: int) -> Markup:
    """The element that the script reads at once: small, and the same for every page of a run's settings.

    ``context_characters``: text on either side of the keyword in a line, as the table ``kwic`` has it.
    """
    from markupsafe import Markup

    said = {key: {"zh": text.zh, "en": text.en} for key, text in words("page_script").items()}
    view = {"find": FIND, "sentence": SENTENCE, "fields": [[field.name, field.type] for field in fields(View)]}
    data = json.dumps({"words": said, "view": view, "context": context_characters}, ensure_ascii=False)
    safe = data.replace("<", "\\u003c")  # it stands in strings only, and none of them may end the element
    return Markup(f'<script type="application/json" id="script-data">{safe}</script>')
