"""What counts as near, which pairs are compared, how the network's links are tested."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class CollocationsSettings(StageSettings):
    window: int = Field(
        5,
        ge=1,
        le=20,
        description="Words to either side, function words too, in which a word's collocates are sought: the usual span "
        "of the field, a phrase's length.",
    )
    min_unit_messages: int = Field(
        3,
        ge=2,
        description="Fewest messages of a term or concept that is compared with others: of 26 messages, one in two can "
        "meet another in two at most, which chance does too often.",
    )
    min_shared_messages: int = Field(
        3, ge=1, description="Fewest messages of a pair that is listed or linked: one or two may be one author's turn."
    )
    max_units: int = Field(
        1000,
        ge=10,
        le=5000,
        description="Most terms and concepts compared with each other in an edition, the most widespread first: their "
        "pairs take 8 MB a table, and half a million tests.",
    )
    max_nodes: int = Field(
        60, ge=1, description="Most of them whose collocates are listed, concepts first: two pages of the table."
    )
    max_collocates: int = Field(10, ge=1, description="Collocates listed for one of them, the highest log-Dice first.")
    level: float = Field(
        0.05, gt=0, lt=1, description="A pair counts as attracted when its q is at most this, the customary level."
    )
    seed: int = Field(20181112, description="Seed of the shuffled copies; the first day of IGF 2018.")
    n_shuffles: int = Field(
        99,
        ge=19,
        description="Shuffled copies behind the threshold of links: the least p-value is 0.01, and the mean number of "
        "links in a copy is known to a tenth of its spread.",
    )
    n_shuffles_many: int = Field(
        39, ge=19, description="The same above thorough_messages, where a copy has many links and takes long to make."
    )
    thorough_messages: int = Field(
        2000, ge=8, description="Up to this many messages a copy takes about a hundredth of a second."
    )
    n_trades: int = Field(
        4,
        ge=1,
        description="Trades between shuffled copies, in each of which every message deals with another one; ten times "
        "as many before the first.",
    )
    max_false_share: float = Field(
        0.05, gt=0, lt=1, description="Most links of a network that shuffled copies have too, as a share of all links."
    )
    max_links: int = Field(
        200, ge=1, description="Most pairs of concepts listed for an edition, linked or not, the strongest first."
    )
    max_drawn_concepts: int = Field(
        30, ge=2, le=60, description="Most concepts on the map of the network: with more, labels fill the page."
    )
    max_drawn_links: int = Field(45, ge=1, description="Most links on the map, the strongest first.")
    n_layout_steps: int = Field(
        200, ge=10, description="Steps of the springs that place concepts on the map: after 100 they hardly move."
    )
    layout_decimals: int = Field(
        3, ge=1, le=6, description="Decimals of a place on the map: a thousandth of its width is a hair's breadth."
    )
    max_examples: int = Field(
        10, ge=1, description="Passage ids listed with a pair or a formed word: enough to judge it."
    )
    digits: int = Field(
        6,
        ge=3,
        le=12,
        description="Significant digits of measures in the tables: more than anybody quotes, fewer than the last bits "
        "in which machines differ.",
    )
