"""The ``wording_checks`` table: wordings worth checking against the English, for a person to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.segment.kinds import WORD, kind_of
from pipeline.terminology.expansions import Beside, Name, different, gather, is_accepted
from pipeline.terminology.near_twins import Twin
from pipeline.terminology.senses import is_action, look_up
from pipeline.terminology.usage import Used

if TYPE_CHECKING:
    from pipeline.keywords.wordings import Wordings
    from pipeline.terminology.compounds import Compounds
    from pipeline.terminology.examples import Examples

EXPANSION, UNKNOWN_EXPANSION, NEAR_TWIN, USAGE = "expansion", "unknown_expansion", "near_twin", "usage"


def check_rows(rows: Iterable[dict[str, Any]], wordings: Wordings) -> Iterator[dict[str, Any]]:
    """The rows as they stand in the table, numbered, with the concept that the found wording or its twin belongs to."""
    for rank, row in enumerate(rows, start=1):
        claimants = (wordings.claimant(text) for text in (row["found"], row["beside"]) if text is not None)
        claimant = next((one for one in claimants if one is not None), None)
        yield {**row, "rank": rank, "concept": None if claimant is None else wordings.concepts[claimant].id}


def expansion_rows(
    places: Sequence[Beside],
    known: Mapping[str, Sequence[str]],
    left_out: Collection[str],
    most: int,
) -> Iterator[dict[str, Any]]:
    """Names beside an acronym that are none of the ``known`` ones; of an unknown acronym names that differ.

    A single name of an unknown acronym says nothing. ``left_out``: words that are no part of a name; ``most``:
    passages named.
    """
    verbs = _verbs({word for place in places for word in place.words})
    gathered = gather(places, left_out, verbs, most)
    unknown: dict[str, Counter[str]] = defaultdict(Counter)
    for (edition, acronym), names in sorted(gathered.items()):
        accepted = known.get(acronym) or known.get(acronym.removesuffix("s")) or ()
        shown = sorted((name for name in accepted if kind_of(name) == WORD), key=lambda name: (-len(name), name))
        if not shown:
            unknown[acronym].update({name: found.n for name, found in names.items()})
            continue
        n_accepted = sum(found.n for name, found in names.items() if is_accepted(name, accepted))
        for name in sorted(names):
            if not is_accepted(name, accepted):
                yield _expansion_row(EXPANSION, edition, acronym, name, names[name], shown[0], n_accepted)
    for acronym, counted in sorted(unknown.items()):
        first, *others = different(counted)
        for edition in sorted(edition for edition, of in gathered if of == acronym):
            names = gathered[edition, acronym]
            for name in sorted(set(names) & set(others)):
                yield _expansion_row(UNKNOWN_EXPANSION, edition, acronym, name, names[name], first, counted[first])


def _verbs(words: Collection[str]) -> frozenset[str]:
    """Words that CC-CEDICT knows as actions mostly: 参加 and 改进, not 发展."""
    english = look_up(words).english
    return frozenset(word for word, senses in english.items() if 2 * sum(map(is_action, senses)) > len(senses))


def _expansion_row(
    kind: str, edition: str, acronym: str, name: str, found: Name, beside: str, n_beside: int
) -> dict[str, Any]:
    return {
        "kind": kind,
        "edition": edition,
        "found": name,
        "beside": beside,
        "n_found": found.n,
        "n_beside": n_beside,
        "english": acronym,
        "note": None,
        "passage_ids": " ".join(found.passage_ids),
        "context": found.context,
    }


def twin_rows(twins: Iterable[Twin], compounds: Compounds, examples: Examples) -> Iterator[dict[str, Any]]:
    for twin in twins:
        compound = compounds.found.get(twin.found)
        ids = examples.passage_ids(twin.found) if compound is None else " ".join(compound.passage_ids)
        yield {
            "kind": NEAR_TWIN,
            "edition": ids.partition("/")[0],
            "found": twin.found,
            "beside": twin.beside,
            "n_found": 1,
            "n_beside": twin.n_beside,
            "english": None,
            "note": None,
            "passage_ids": ids,
            "context": examples.context(twin.found) if compound is None else compound.context,
        }


def usage_rows(used: Iterable[Used]) -> Iterator[dict[str, Any]]:
    for one in used:
        yield {
            "kind": USAGE,
            "edition": one.edition,
            "found": one.found,
            "beside": one.beside,
            "n_found": one.n_found,
            "n_beside": one.n_beside,
            "english": one.note.english,
            "note": one.note.note or None,
            "passage_ids": one.passage_ids,
            "context": one.context,
        }
