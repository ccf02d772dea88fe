"""Months as people write them."""

from modules.patrols.months import month_before, month_of, months_until


def test_months_are_read_and_counted_back():
    first, last = month_of("2024-02")
    assert (f"{first}", f"{last}") == ("2024-02-01", "2024-02-29")
    assert [month_of(text) for text in ("2026-13", "0000-01", "x")] == [None] * 3
    assert month_before("2026-01") == "2025-12" and month_before("2026-12") == "2026-11"
    assert months_until(last, 3) == ["2024-02", "2024-01", "2023-12"]
