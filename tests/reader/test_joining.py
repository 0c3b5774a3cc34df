import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import KnowledgeError
from khaldun.ontology import load_ontology
from khaldun.reader import PairReading
from khaldun.reader.joining import Bucket, Table, join, load_joining, read_table, softened

ONTOLOGY = load_ontology()
TABLE = Table(1.0, (Bucket(0.0, 0.1), Bucket(0.85, 0.6)))


def reading(leaf: str, probability: float, other: str) -> PairReading:
    """One that gives the type of ``leaf`` a probability and the rest to the type of ``other``."""
    coding = ONTOLOGY.coding(leaf)
    types = {coding.event_type: probability, ONTOLOGY.coding(other).event_type: 1 - probability}
    return PairReading(
        0.9,
        leaf,
        probability,
        types,
        "actual",
        0.9,
        coding.modes,
        {leaf: probability, other: 1 - probability},
    )


def test_a_sure_frame_wins_and_keeps_its_leaf() -> None:
    joined = join("173", 0.9, reading("111", 0.7, "173"), ONTOLOGY, TABLE)
    assert (joined.leaf, joined.event_type, joined.by) == ("173", "COERCE", "frames")
    assert joined.confidence == pytest.approx(0.6 + 0.4 * 0.3)


def test_a_weak_frame_gives_way() -> None:
    joined = join("173", 0.4, reading("111", 0.7, "173"), ONTOLOGY, TABLE)
    assert (joined.leaf, joined.event_type, joined.by) == ("111", "ACCUSE", "reader")
    assert joined.confidence == pytest.approx(0.9 * 0.7)


def test_where_both_agree_the_frame_explains() -> None:
    joined = join("1121", 0.4, reading("111", 0.7, "173"), ONTOLOGY, TABLE)
    assert (joined.leaf, joined.by) == ("1121", "both")


def test_without_a_frame_the_reader_speaks() -> None:
    joined = join(None, 0.0, reading("111", 0.7, "173"), ONTOLOGY, TABLE)
    assert (joined.leaf, joined.confidence, joined.by) == ("111", 0.7, "reader")


@given(st.floats(0, 1), st.floats(0.5, 1))
def test_a_vote_is_a_share(confidence: float, probability: float) -> None:
    joined = join("173", confidence, reading("111", probability, "173"), ONTOLOGY, TABLE)
    assert 0.25 <= joined.confidence <= 1 + 1e-9


def test_more_of_the_readers_probability_never_loses_it_the_pair() -> None:
    one = join("173", 0.9, reading("111", 0.95, "061"), ONTOLOGY, Table(1.0, (Bucket(0.0, 0.4),)))
    assert one.by == "reader"
    weaker = reading("111", 0.55, "061")
    assert join("173", 0.9, weaker, ONTOLOGY, Table(1.0, (Bucket(0.0, 0.4),))).by == "frames"


def test_the_shipped_table_is_read() -> None:
    table = load_joining()
    assert table.frames[0].least == 0
    assert table.share(1.0) == table.frames[-1].share
    assert table.share(0.0) == table.frames[0].share


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "start at 0"),
        ([{"least": 0.2, "share": 0.1}], "start at 0"),
        ([{"least": 0, "share": 0.1}, {"least": 0, "share": 0.2}], "rise"),
        ([{"least": 0, "share": 1.1}], r"share 1\.1 is not between"),
    ],
)
def test_a_wrong_table_is_refused(rows: list[dict[str, float]], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_table({"temperature": 1.5, "frames": rows})


def test_a_temperature_of_nothing_is_refused() -> None:
    with pytest.raises(KnowledgeError, match=r"temperature 0\.0 is not above 0"):
        read_table({"temperature": 0, "frames": [{"least": 0, "share": 0.1}]})


@given(st.floats(0.05, 0.95), st.floats(1, 4))
def test_softening_keeps_the_order_and_evens_out(probability: float, temperature: float) -> None:
    soft = softened({"AID": probability, "AGREE": 1 - probability}, temperature)
    assert sum(soft.values()) == pytest.approx(1.0)
    assert abs(soft["AID"] - 0.5) <= abs(probability - 0.5) + 1e-9
    assert (soft["AID"] - 0.5) * (probability - 0.5) >= -1e-9
