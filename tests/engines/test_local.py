"""The engine of a laptop."""

from synoptic.engines.local import WORTH_PROCESSES, LocalEngine


def double(number: int) -> int:
    return 2 * number


def test_results_come_in_the_order_of_the_items_in_one_process_and_in_several() -> None:
    items = list(range(WORTH_PROCESSES + 10))
    assert list(LocalEngine(1).map(double, items)) == list(LocalEngine(2).map(double, items))


def test_nothing_gives_nothing() -> None:
    assert list(LocalEngine().map(double, [])) == []
