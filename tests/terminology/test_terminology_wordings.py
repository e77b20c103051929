"""Which wording of a concept stands in which document."""

from __future__ import annotations

from pipeline.tables import read_parquet
from tests.conftest import Workspace


def test_the_wordings_of_a_document_add_up_to_the_mentions_of_its_concepts(main_job: Workspace) -> None:
    wordings = read_parquet(main_job.outputs / "data/wordings.parquet").to_pylist()
    concepts = {row["concept"]: row for row in read_parquet(main_job.outputs / "data/concepts.parquet").to_pylist()}
    for concept, row in concepts.items():
        of_concept = [each for each in wordings if each["concept"] == concept]
        assert sum(each["n_own"] for each in of_concept) == row["n_own"]
        assert sum(each["n_nested"] for each in of_concept) == row["n_nested"]
