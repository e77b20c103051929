"""Passages in other languages by document and language."""

from __future__ import annotations

from conftest import made

from pipeline.report.other_languages import OtherLanguage, other_languages

ROWS = [
    {"document_id": "e/b", "order": 1, "language": "en", "text": "abc"},
    {"document_id": "e/a", "order": 1, "language": "fr", "text": "de"},
    {"document_id": "e/a", "order": 2, "language": "en", "text": "fghi"},
    {"document_id": "e/a", "order": 3, "language": "fr", "text": "j"},
]


def summary(found: OtherLanguage) -> tuple[str, str, int, int, list[str]]:
    return (found.document_id, found.language, found.n_passages, found.n_characters, [r["text"] for r in found.shown])


def test_they_are_counted_by_document_and_language_and_shown_up_to_a_limit() -> None:
    found = other_languages(made("other_language_passages", ROWS), max_rows=2)
    assert [summary(one) for one in found] == [
        ("e/a", "en", 1, 4, ["fghi"]),
        ("e/a", "fr", 2, 3, ["de"]),
        ("e/b", "en", 1, 3, []),
    ]


def test_where_there_are_none_there_is_nothing() -> None:
    assert other_languages(made("other_language_passages", []), max_rows=2) == ()
