"""Marks in the form of vertical lines, in small form or half width where plain Chinese marks are meant: ︰ for ：.

PDF files of vertical text, old Taiwanese encodings and half-width Japanese fonts hold ︵ ﹐ ｡ for （ ， 。, and no rule
for Chinese punctuation knows them.

Left alone: the small full stop ﹒, which old encodings use for both · and 。, the sesame dots and wavy lines, which
have no plain form, and half-width katakana.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "presentation_forms"
PLAIN_FORMS = dict(
    zip(
        # Vertical forms, U+FE10 to FE19: ︐︑︒︓︔︕︖︗︘︙
        "\ufe10\ufe11\ufe12\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
        # Compatibility forms, U+FE30 to FE44 and FE47, FE48: ︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈
        "\ufe30\ufe31\ufe33\ufe35\ufe36\ufe37\ufe38\ufe39\ufe3a\ufe3b\ufe3c\ufe3d\ufe3e\ufe3f\ufe40"
        "\ufe41\ufe42\ufe43\ufe44\ufe47\ufe48"
        # Small forms, U+FE50 to FE6B: ﹐﹑﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫
        "\ufe50\ufe51\ufe54\ufe55\ufe56\ufe57\ufe58\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\ufe5f\ufe60\ufe61\ufe62\ufe63"
        "\ufe64\ufe65\ufe66\ufe68\ufe69\ufe6a\ufe6b"
        # Half-width marks, U+FF61 to FF64: ｡｢｣､
        "\uff61\uff62\uff63\uff64"
        # Quotes in the form of primes, U+301D to 301F: 〝〞〟
        "\u301d\u301e\u301f",
        "，、。：；！？〖〗…"
        "：—＿（）｛｝〔〕【】《》〈〉「」『』［］"
        "，、；：？！—（）｛｝〔〕＃＆＊＋－＜＞＝＼＄％＠"
        "。「」、"
        "“””",
        strict=True,
    )
)
_FORMS = "".join(PLAIN_FORMS)
_FORM = re.compile(f"[{_FORMS}]")


@with_signs(_FORMS)
def presentation_forms(text: str) -> list[Edit]:
    """One edit a mark.

    >>> presentation_forms("要点\N{PRESENTATION FORM FOR VERTICAL TWO DOT LEADER}合作")
    [Edit(start=2, before='︰', after='：', rule='presentation_forms')]
    """
    return [Edit(match.start(), match.group(), PLAIN_FORMS[match.group()], RULE) for match in _FORM.finditer(text)]
