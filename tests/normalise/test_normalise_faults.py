"""Faults planted at random in clean text: mended, logged, and nothing else touched."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.repair_rows import repairs_table
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from tests.normalise.faults import FAULTS, mended, n_recovered, planted, write
from tests.normalise.policy_text import clean_documents, policy_passages

MIN_RECOVERED = 0.995


def test_every_repair_has_its_fault() -> None:
    names = {repair.__name__ for repair in (*BEFORE_LAYOUT, *AFTER_LAYOUT)}
    assert names - {"glyph_numbers"} <= set(FAULTS)


@settings(max_examples=150)
@given(clean_documents())
def test_clean_passages_stay_as_they_are(passages: list[str]) -> None:
    result = mended(write(passages))
    assert result.texts == passages
    assert result.suspects == []
    assert result.unknown == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_alone_is_mended_wholly(name: str) -> None:
    n_damaged = n_characters = n_found = 0
    for seed in range(12):
        random = Random(seed)
        passages = policy_passages(random, 6)
        received = planted(passages, [name], random)
        n_damaged += received != write(passages)
        n_characters += sum(map(len, passages))
        n_found += n_recovered(passages, mended(received).texts)
    assert n_damaged >= 4
    # A list's mark in mid-sentence that a line end puts at the beginning of a line is taken for one.
    assert n_found >= (0.999 if name == "hard wraps" else 1) * n_characters


@settings(max_examples=150)
@given(clean_documents(), st.lists(st.sampled_from(list(FAULTS)), unique=True), st.randoms(use_true_random=False))
def test_whatever_the_faults_replaying_the_log_gives_the_received_text(
    passages: list[str], names: list[str], random: Random
) -> None:
    received = planted(passages, names, random)
    result = mended(received)
    ids = [f"e/d#{number}" for number in range(len(result.kinds))]
    rows = repairs_table(result, "e/d", ids, 5).to_pylist()
    assert replay_backwards("\n".join(result.texts), rows) == received


def test_nearly_all_characters_of_many_damaged_documents_are_recovered() -> None:
    # Over many documents: in a short one a single lost space is a large share.
    n_characters = n_found = 0
    for seed in range(200):
        random = Random(seed)
        passages = policy_passages(random, 5)
        names = [name for name in FAULTS if random.random() < 0.3]
        n_characters += sum(map(len, passages))
        n_found += n_recovered(passages, mended(planted(passages, names, random)).texts)
    assert n_found >= MIN_RECOVERED * n_characters
