"""How a theme is called wherever people read of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.bilingual import Bilingual


def shown(theme: Mapping[str, Any]) -> Bilingual:
    """The name that a person gave, the machine's label beside it; the label alone where there is none.

    ``theme``: a row of the table ``themes``.

    >>> row = {"label_zh": "青年、参与", "label_en": "youth", "name_zh": None, "name_en": None}
    >>> shown(row).zh, shown({**row, "name_zh": "谁来参与"}).zh, shown({**row, "name_zh": "谁来参与"}).en
    ('青年、参与', '谁来参与（青年、参与）', 'youth')
    """
    label = Bilingual(theme["label_zh"], theme["label_en"])
    if theme["name_zh"] is None:
        return label
    name_en = f"{theme['name_en']} ({label.en})" if theme["name_en"] else label.en
    return Bilingual(f"{theme['name_zh']}（{label.zh}）", name_en)
