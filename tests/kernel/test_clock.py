"""The clock stands where it is put, and only for whoever put it there."""

import datetime as dt
import threading

from xuncha.kernel import clock


def test_standing_still_and_going_on() -> None:
    with clock.at(dt.date(2024, 2, 29)):
        assert clock.today() == dt.date(2024, 2, 29)
        seen: list[dt.date] = []
        other = threading.Thread(target=lambda: seen.append(clock.today()))
        other.start()
        other.join()
        assert seen[0] != dt.date(2024, 2, 29)
    assert clock.today() != dt.date(2024, 2, 29)


def test_the_day_is_chinas_day() -> None:
    late = dt.datetime(2025, 12, 31, 17, 30, tzinfo=dt.UTC)
    with clock.at(late):
        assert clock.today() == dt.date(2026, 1, 1)


def test_a_demo_site_lives_on_another_day() -> None:
    before = clock.today()
    clock.set_offset(dt.timedelta(days=-100))
    try:
        assert (before - clock.today()).days in {99, 100, 101}
    finally:
        clock.set_offset(dt.timedelta())
