"""A trace as text: each number with what it was made from, and whether it comes out the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES
from pipeline.commands.context_lines import context_lines
from pipeline.commands.terminal import Screen, fit, numbered, visible
from pipeline.concordance.contexts import in_context
from pipeline.csv_cells import BYTE_ORDER_MARK, csv_lines
from pipeline.trace.keys import SEPARATOR, key_of
from pipeline.trace.kinds import Count, Derived, Measured, Position, Rank, Remade, Setting, Share, Stated
from pipeline.trace.numbers import NUMBERS
from pipeline.trace.numbers.report import rows_behind
from pipeline.trace.outputs import Outputs
from pipeline.trace.trace import NUMERIC, Trace, Traced

if TYPE_CHECKING:
    import pyarrow as pa

_LISTED = ("evidence_rows",)  # shown as rows, not as text
_INDENT, _DEEPER = "  ", "    "
_PLACE = {"passage_id", "start", "end", "form"}
_SAID_OF = {
    "passage_id": "different passages", "document_id": "different documents", "character": "characters",
    "n": "occurrences", "n_tokens": "counted tokens", "n_words": "words",
}  # fmt: skip


def trace_lines(outputs: Outputs, traced: Trace, screen: Screen, most: int | None, window: int) -> Iterator[str]:
    """The whole trace; of each number's evidence the first ``most`` rows, all where that is None."""
    name, row = traced.table, traced.row
    yield f"{name}, row {traced.number:,} (line {traced.number + 1:,} of tables/{name}.csv with its header)"
    if not outputs.is_as_made(f"tables/{name}.csv"):
        yield f"{_INDENT}tables/{name}.csv is not as this run made it: below is what the run made"
    yield f"{_INDENT}key {visible(key_of(name, row))}"
    numeric = {column.name for column in TABLES[name].columns if column.type in NUMERIC}
    said = [f"{column} {visible(_shown(value))}" for column, value in row.items() if column not in {*numeric, *_LISTED}]
    yield from (fit(f"{_INDENT}{one}", screen.width) for one in said)
    said_before: list[Traced] = []
    for number in traced.numbers:
        yield from _number_lines(outputs, number, said_before, screen, most, window)
        said_before.append(number)
    if name == "findings":
        yield from _finding_lines(outputs, traced, screen)
    yield _verdict(traced)


def _number_lines(
    outputs: Outputs,
    number: Traced,
    said_before: Sequence[Traced],
    screen: Screen,
    most: int | None,
    window: int,
) -> Iterator[str]:
    yield f"{screen.bold(f'{number.column} = {_shown(number.value)}')}  {number.meaning}"
    yield from (_INDENT + line for line in _how(number, said_before))
    if number.behind is None or not number.behind.num_rows:
        return
    same = next(
        (one.column for one in said_before if one.behind is not None and one.behind.equals(number.behind)), None
    )
    if same is None:
        yield from evidence_lines(outputs, number.behind, screen, most, window)
    else:
        yield f"{_DEEPER}those of {same}"


def _how(number: Traced, said_before: Sequence[Traced]) -> Iterator[str]:
    """How a number was made, and what comes out when it is made again; what was said of another one is not repeated."""
    same = next((one.column for one in said_before if isinstance(one.kind, Remade) and one.kind == number.kind), None)
    if number.is_checked:
        yield from _made_from(number) if same is None else (f"made as {same} is",)
        yield f"made again: {_shown(number.made)}; {_compared(number)}"
    elif isinstance(number.kind, Measured):
        yield f"{number.kind.how}; not made again: sha256 names the file"
    elif isinstance(number.kind, Position | Stated):
        yield "a place, not a count" if isinstance(number.kind, Position) else "stated, not computed"
    elif number.value is None:
        yield "no value here"
    else:
        yield from _made_from(number)
        yield "not made again, since the corpus is large: --remake runs the stage"


def _made_from(number: Traced) -> Iterator[str]:
    match number.kind:
        case Count(_, "row"):
            yield f"counted: {_rows_of(number.behind)} below"
        case Count(_, each):
            yield f"counted: {_SAID_OF[each]} below"
        case Share():
            yield f"{number.inputs['n']:,} of {number.inputs['of']:,}"
        case Rank(by, within):
            yield f"place by {', '.join(by)}" + (f" within {', '.join(within)}" if within else "")
        case Setting(path):
            yield f"the setting {path}"
        case Derived(formula) | Remade(formula):
            yield f"{formula}: {_first_line(formula)}"
            if isinstance(number.kind, Remade):
                yield f"by the stage {number.kind.stage}" + (", run again" if number.is_checked else "")
            if number.inputs:
                yield "from " + ", ".join(f"{name} = {_shown(value)}" for name, value in number.inputs.items())


def _compared(number: Traced) -> str:
    if not number.is_equal:
        return "NOT EQUAL"
    return "equal" if number.value == number.made else "equal, but for the rounding of what it is made from"


def _rows_of(behind: pa.Table | None) -> str:
    """What rows of evidence are."""
    names = set() if behind is None else set(behind.column_names)
    return "places" if names >= _PLACE else "passages" if "text" in names else "rows"


def _first_line(formula: str) -> str:
    """The first sentence of a formula's own text."""
    module, _, name = formula.partition(":")
    paragraph = str(getattr(import_module(module), name).__doc__).strip().partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("``", "").partition(". ")[0].removesuffix("::")


def _shown(value: Any) -> str:
    """A value as the CSV file has it; nothing as ∅."""
    if value is None:
        return "∅"
    return str(value).lower() if isinstance(value, bool) else str(value)


def evidence_lines(outputs: Outputs, behind: pa.Table, screen: Screen, most: int | None, window: int) -> Iterator[str]:
    """The first rows of evidence: places with their text, passages with theirs, other rows as they are."""
    shown = behind if most is None else behind.slice(0, most)
    if set(behind.column_names) >= _PLACE:
        rows = in_context(shown, outputs.passages(shown["passage_id"]), window).to_pylist()
        yield from context_lines(rows, screen, _DEEPER)
    elif "text" in behind.column_names and "section" in behind.column_names:
        cut = None if most is None else window * 2
        rows = [{**row, "left": "", "node": "", "right": row["text"][:cut]} for row in shown.to_pylist()]
        yield from context_lines(rows, screen, _DEEPER)
    else:
        for row in shown.to_pylist():
            yield fit(_DEEPER + " · ".join(visible(_shown(value)) for value in row.values()), screen.width)
    if behind.num_rows > shown.num_rows:
        yield f"{_DEEPER}… and {behind.num_rows - shown.num_rows:,} more: --all shows them, --csv FILE writes them"


def _finding_lines(outputs: Outputs, traced: Trace, screen: Screen) -> Iterator[str]:
    """The table rows behind a finding, each with its numbers; each can be traced in turn."""
    yield screen.bold("table rows behind it")
    for table, number, row in rows_behind(outputs, traced.row):
        numbers = ", ".join(f"{name} = {_shown(row[name])}" for name in NUMBERS[table] if row[name] is not None)
        yield f"{_INDENT}{table}, row {number:,}: {visible(key_of(table, row))}"
        yield fit(f"{_DEEPER}{numbers}", screen.width)


def _verdict(traced: Trace) -> str:
    checked = [number for number in traced.numbers if number.is_checked]
    unequal = traced.unequal
    if unequal:
        names = ", ".join(number.column for number in unequal)
        return f"{len(unequal):,} of {numbered(len(checked), 'number')} NOT as published: {names}"
    return f"{numbered(len(checked), 'number')} made again, all as published"


def evidence_csv(outputs: Outputs, traced: Trace, window: int) -> bytes:
    """All evidence of a row's counts as one CSV file: the number, then the place with its text, or the row's values."""
    header = ("table", "row", "column", "value", "passage_id", "start", "end", "left", "node", "right", "other")
    lines = [header, *(line for number in traced.numbers for line in _csv_rows(outputs, traced, number, window))]
    return BYTE_ORDER_MARK + csv_lines(lines)


def _csv_rows(outputs: Outputs, traced: Trace, number: Traced, window: int) -> Iterable[tuple[Any, ...]]:
    if number.behind is None or not number.behind.num_rows:
        return
    of = (traced.table, traced.number, number.column, number.value)
    if set(number.behind.column_names) >= _PLACE:
        names = ("passage_id", "start", "end", "left", "node", "right")
        for row in in_context(number.behind, outputs.passages(number.behind["passage_id"]), window).to_pylist():
            yield (*of, *(row[name] for name in names), None)
        return
    for row in number.behind.to_pylist():
        other = "; ".join(f"{name}={_shown(value)}" for name, value in row.items() if name != "passage_id")
        yield (*of, row.get("passage_id"), None, None, None, None, None, other)


def table_lines(table: str) -> Iterator[str]:
    """What a table's rows are named by, and how each of its numbers is made."""
    yield f"{table}: {TABLES[table].help}"
    key = SEPARATOR.join(TABLES[table].key)
    yield f"{_INDENT}a row is named by its number (1 is the first below the header) or by its key {key}"
    for column in TABLES[table].columns:
        if column.type in NUMERIC:
            kind = type(NUMBERS[table][column.name]).__name__.lower()
            yield f"{_INDENT}{column.name}  {kind}: {column.meaning}"
