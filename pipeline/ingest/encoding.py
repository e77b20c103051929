"""Decode the bytes of a text file, or say exactly where they are no text.

A byte order mark says how the file is encoded: it is dropped and is not part of the source text, so offset 0 is the
first character after it. Without one, the bytes are read strictly in every encoding that Chinese text comes in, and the
text that is likeliest as running Chinese is taken, with its margin over the runner-up. Trying one after the other would
read Big5 as GB18030 without any error.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.commonness import commonness
from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

UTF8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, whose text never begins with a NUL
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
# The readings of one line differ in a handful of symbols only and are no rivals; cp950 is Big5 as Windows writes it.
_CANDIDATES = ((UTF8,), ("gb18030",), ("cp950", "big5hkscs"), ("utf-16-le",), ("utf-16-be",))
# Without these a Korean or Japanese file would be read as Chinese nonsense.
_NOT_CHINESE = (("cp949",), ("cp932",), ("euc_jp",))
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
# C0 controls other than tab, line feed, vertical tab, form feed, carriage return; and delete.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Decoded(NamedTuple):
    """A file's text, its encoding, and how sure the choice is.

    ``margin``: natural logarithm of how many times likelier the text is than what the bytes give in the next best
    encoding; None where there is no other, or a byte order mark decides. ``remarks``: what a person should check.
    """

    text: str
    encoding: str
    margin: float | None
    remarks: tuple[str, ...] = ()


class _Reading(NamedTuple):
    encoding: str
    log_probability: float
    worst: float
    is_plausible: bool
    """The characters are such as texts have. Valid UTF-8 is hardly ever anything else, in whatever language."""


def decode(content: bytes, settings: IngestSettings) -> Decoded:
    """The text of a file. Line ends stay as received.

    Raises ``UnreadableError`` for an empty file, for bytes that are text in no encoding (naming the first wrong byte
    and its line), and for content that is no text: a NUL, or more than ``max_control_share`` of control characters.
    """
    _check_is_no_other_format(content)
    mark, encoding = next(((m, name) for m, name in _MARKS if content.startswith(m)), (b"", ""))
    if mark:
        decoded = Decoded(_strictly(content[len(mark) :], encoding, len(mark)), f"{encoding} with BOM", None)
    else:
        decoded = _most_common(content, settings)
    _check_is_text(decoded.text, settings.max_control_share)
    return decoded


def _check_is_no_other_format(content: bytes) -> None:
    if not content:
        raise UnreadableError("the file is empty (0 bytes); expected text; get the file again from its source")
    for magic, kind in _FOREIGN:
        if content.startswith(magic):
            raise UnreadableError(
                f"the content is {kind}, though the name ends like a text file; expected text; rename or convert it"
            )


def _most_common(content: bytes, settings: IngestSettings) -> Decoded:
    """The likeliest reading. Only scores are kept of the others: one text of a large file is in memory at a time."""
    if content.isascii() and b"\x00" not in content:
        return Decoded(content.decode("ascii"), UTF8, None)
    readings = sorted(_readings(content, settings), key=lambda reading: -reading.log_probability)
    best = next((reading for reading in readings if reading.is_plausible), None)
    if best is None:
        raise UnreadableError(_why_undecodable(content, settings))
    second = next((reading for reading in readings if reading is not best), None)
    margin = round(best.log_probability - second.log_probability, 1) if second else None
    remarks = tuple(_remarks(best, second, margin, settings))
    return Decoded(content.decode(best.encoding), best.encoding, margin, remarks)


def _readings(content: bytes, settings: IngestSettings) -> list[_Reading]:
    """The best reading of each line of candidates; the earlier one at a tie."""
    best: list[_Reading] = []
    for family in _CANDIDATES + _NOT_CHINESE:
        readings = [reading for encoding in family if (reading := _reading(content, encoding, settings)) is not None]
        if readings:
            best.append(max(readings, key=lambda reading: (reading.is_plausible, reading.log_probability)))
    return best


def _reading(content: bytes, encoding: str, settings: IngestSettings) -> _Reading | None:
    """None where the bytes are not of the encoding."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    score = commonness(text, settings.encoding_sample)
    prior = -settings.foreign_encoding_handicap if (encoding,) in _NOT_CHINESE else 0.0
    is_plausible = encoding == UTF8 or score.mean >= settings.min_commonness
    return _Reading(encoding, score.total + prior, score.worst, is_plausible)


def _remarks(best: _Reading, second: _Reading | None, margin: float | None, settings: IngestSettings) -> Iterator[str]:
    if second is not None and margin is not None and margin < settings.min_encoding_margin:
        yield (
            f"read as {best.encoding}, nearly tied with {second.encoding}: margin {margin:g}, below "
            f"{settings.min_encoding_margin:g} (setting min_encoding_margin); check the text, or save it as UTF-8"
        )
    if best.encoding != UTF8 and best.worst < settings.min_commonness:
        yield (
            f"read as {best.encoding}, but a part of it gives characters that hardly any text has; if the file joins "
            "texts of several encodings, save each as UTF-8 first"
        )


def _strictly(content: bytes, encoding: str, n_skipped: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(_wrong_byte(content, encoding, error, n_skipped)) from error


def _why_undecodable(content: bytes, settings: IngestSettings) -> str:
    """Where the encoding goes wrong that the file is plausible in for longest: one wrong byte leaves the rest."""
    furthest, found, reason = -1, UTF8, ""
    for encoding in (name for family in _CANDIDATES + _NOT_CHINESE for name in family):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            begin = commonness(content[: error.start].decode(encoding), settings.encoding_sample)
            if error.start > furthest and (encoding == UTF8 or begin.mean >= settings.min_commonness):
                furthest, found, reason = error.start, encoding, _wrong_byte(content, encoding, error)
    if b"\x00" in content and found == UTF8:
        return _nul_reason(content.index(b"\x00"), "byte")
    return reason


def _wrong_byte(content: bytes, encoding: str, error: UnicodeDecodeError, n_skipped: int = 0) -> str:
    line = content[: error.start].decode(encoding, "replace").count("\n") + 1
    found = content[error.start : error.start + 1].hex().upper()
    return (
        f"byte 0x{found} at byte position {error.start + n_skipped} (line {line}) is not valid {encoding.upper()}: "
        f"{error.reason}; expected text in UTF-8, GB18030, Big5 or UTF-16; save the file as UTF-8 and add it again"
    )


def _check_is_text(text: str, max_control_share: float) -> None:
    if "\x00" in text:
        raise UnreadableError(_nul_reason(text.index("\x00"), "character"))
    controls = _CONTROLS.findall(text)
    if len(controls) > max_control_share * len(text):
        first = _CONTROLS.search(text)
        assert first is not None
        raise UnreadableError(
            f"{len(controls)} of {len(text)} characters are control characters, the first, "
            f"U+{ord(first.group()):04X}, at character position {first.start()}; expected text; this looks like a "
            "binary file: convert it to text"
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\u00a0"):
        raise UnreadableError("the file is blank: nothing but spaces and line ends; expected text; get the file again")


def _nul_reason(position: int, unit: str) -> str:
    return (
        f"a NUL (0x00) at {unit} position {position}: this is a binary file; expected text; convert it to UTF-8 text "
        "and add it again"
    )
