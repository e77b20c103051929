"""Sides of a comparison written in a few words: sections with their messages."""

from __future__ import annotations

from pipeline.compare.sides import Side


def side(edition: str, *sections: tuple[str | None, list[str]]) -> Side:
    """One document of an edition, its sections each a heading and its messages."""
    document = f"{edition}/a"
    messages = [((document, order), text) for order, (_, texts) in enumerate(sections) for text in texts]
    return Side(
        [f"{document}#{number:03}" for number in range(1, len(messages) + 1)],
        [text for _, text in messages],
        [section for section, _ in messages],
        {(document, order): heading for order, (heading, texts) in enumerate(sections) if texts},
        {(document, order): None for order, (_, texts) in enumerate(sections) if texts},
    )
