"""Whether the groups are more than chance makes: agreement between resamples against the same text shuffled."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.charts.model import Evidence, Row
from pipeline.charts.sheet import GLOSS, MARGIN, Label, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, INK, PALE

_EXPLORATORY = Bilingual(
    "没有稳定的主题。以下为探索性分组，不稳定：一致度 {ari:.2f}，打乱词语的同一文本为 {null:.2f} ± {sd:.2f}"
    "（p = {p:.3f}）。不可作为结论引用。",
    "No stable themes. These groups are exploratory, not stable: agreement {ari:.2f}; the same text shuffled gives "
    "{null:.2f} ± {sd:.2f} (p = {p:.3f}). Not to be quoted as a finding.",
)
_HELD = Bilingual(
    "分组优于偶然：一致度 {ari:.2f}，打乱词语的同一文本为 {null:.2f} ± {sd:.2f}（p = {p:.3f}）。"
    "{k} 组中 {stable} 组稳定，标为“探索性分组，不稳定”者不可作为结论引用。",
    "The groups are more than chance: agreement {ari:.2f}; the same text shuffled gives {null:.2f} ± {sd:.2f} "
    "(p = {p:.3f}). Stable are {stable} of {k}; those marked exploratory, not stable are not "
    "to be quoted as findings.",
)
_NO_GROUP = Bilingual(
    "没有一组是稳定的：均为探索性分组，不稳定，不可作为结论引用。整体一致度 {ari:.2f}，打乱词语的同一文本为 "
    "{null:.2f} ± {sd:.2f}（p = {p:.3f}，{shuffles} 次打乱），不足以证明任何一组。",
    "No single group is stable: all are exploratory, not stable, not to be quoted as findings. Agreement as a whole is "
    "{ari:.2f}; the same text shuffled gives {null:.2f} ± {sd:.2f} (p = {p:.3f}, {shuffles} shuffles), which proves "
    "none of them.",
)
_UNTESTED = Bilingual(
    "探索性分组，不稳定：未作稳定性检验。不可作为结论引用。",
    "These groups are exploratory, not stable: they were not tested. Not to be quoted as a finding.",
)
_TEST = Bilingual(
    "组数的选择：与打乱词语的同一文本比较", "Choice of the number of groups: against the same text shuffled"
)
_AXIS = Bilingual(
    "k 为组数；圆点为重抽样之间的一致度（调整兰德指数），灰条为打乱文本的均值 ± 2 个标准差；实心点为所选组数。",
    "k is the number of groups; dots are the agreement between resamples (adjusted Rand index), grey bars the mean "
    "± 2 standard deviations on shuffled text; the filled dot is the k that was chosen.",
)
_HEIGHT, _BESIDE = 1.0, 0.45


def _n_stable(evidence: Evidence) -> int:
    return sum(evidence.themes.column("is_stable").to_pylist())


def _chosen(evidence: Evidence) -> Row | None:
    return next((row for row in evidence.stability.to_pylist() if row["is_chosen"]), None)


def verdict(evidence: Evidence) -> Bilingual:
    """How the chosen number of themes fared against shuffled text; nothing where there are no themes."""
    row = _chosen(evidence)
    if row is None:
        return _UNTESTED if evidence.themes.num_rows else NOTHING
    n_stable = _n_stable(evidence)
    words = _EXPLORATORY if not row["is_stable"] else _HELD if n_stable else _NO_GROUP
    return words.format(
        ari=row["stability"],
        null=row["null_mean"],
        sd=row["null_sd"],
        p=row["p_value"],
        shuffles=row["n_shuffles"],
        stable=n_stable,
        k=evidence.themes.num_rows,
    )


def state_verdict(sheet: Sheet, evidence: Evidence) -> None:
    """Write the verdict: framed where every group is exploratory, as a plain line where some hold."""
    row = _chosen(evidence)
    if row is not None and row["is_stable"] and _n_stable(evidence):
        sheet.note(verdict(evidence))
        sheet.y += 0.1
    else:
        sheet.alarm(verdict(evidence))


def draw_test(sheet: Sheet, evidence: Evidence) -> None:
    """Agreement by number of themes, each beside the interval that shuffled text gives; nothing if not tested."""
    rows = sorted(evidence.stability.to_pylist(), key=lambda row: row["k"])
    if not rows:
        return
    sheet.y += 0.12
    heading = Label((sheet.said(_TEST),))
    sheet.label(MARGIN, sheet.y + heading.height / 2, heading)
    sheet.y += heading.height + 0.05
    sheet.note(_AXIS)
    sheet.y += 0.24
    left, lowest = MARGIN + 0.35, _lowest(rows)
    step = min((sheet.right - left) / len(rows), 0.75)
    _draw_axis(sheet, left, left + step * len(rows), lowest)
    for number, row in enumerate(rows):
        _draw_k(sheet, left + (number + 0.5) * step, row, lowest, is_narrow=step < _BESIDE)
    sheet.y += _HEIGHT + line_height(GLOSS)


def _lowest(rows: Sequence[Row]) -> float:
    return min(0.0, *(float(min(row["stability"], row["null_mean"] - 2 * row["null_sd"])) for row in rows))


def _level(sheet: Sheet, value: float, lowest: float) -> float:
    """Inches from the top for a value between ``lowest`` and 1."""
    return sheet.y + _HEIGHT * (1 - min(value, 1.0)) / (1 - lowest)


def _draw_axis(sheet: Sheet, left: float, right: float, lowest: float) -> None:
    for tick in (0.0, 0.5, 1.0):
        y = _level(sheet, tick, lowest)
        sheet.line((left, right), (y, y), PALE, 0.6)
        sheet.value(left - 0.06, y, f"{tick:g}", GLOSS, GREY, "right")


def _draw_k(sheet: Sheet, x: float, row: Row, lowest: float, is_narrow: bool) -> None:
    mean, spread = row["null_mean"], 2 * row["null_sd"]
    top, bottom = _level(sheet, mean + spread, lowest), _level(sheet, mean - spread, lowest)
    level = _level(sheet, row["stability"], lowest)
    sheet.box(x - 0.07, top, 0.14, max(bottom - top, 0.01), PALE, edge=GREY)
    sheet.line((x - 0.07, x + 0.07), (_level(sheet, mean, lowest),) * 2, GREY, 1.0)
    sheet.marks((x,), (level,), "o", BLUE, 6, filled=row["is_chosen"])
    if is_narrow:
        sheet.value(x, min(level - 0.02, top) - 0.1, f"{row['stability']:.2f}", GLOSS, INK, "center")
    else:
        sheet.value(x + 0.11, level, f"{row['stability']:.2f}", GLOSS, INK)
    sheet.lines(x, sheet.y + _HEIGHT + 0.03, (f"k={row['k']}",), GLOSS, INK if row["is_chosen"] else GREY, "center")
