"""Which processors sort faster without their widest vectors, and what is left as it was."""

from __future__ import annotations

import os

import pytest

from xuncha.engines.similarity import machine

ZEN4 = "vendor_id\t: AuthenticAMD\ncpu family\t: 25\nflags\t\t: fpu avx2 avx512f avx512dq\n"


@pytest.mark.parametrize(
    ("told", "slowly"),
    [
        (ZEN4, True),
        (ZEN4.replace(" avx512f", ""), False),
        (ZEN4.replace("25", "26"), False),
        (ZEN4.replace("AuthenticAMD", "GenuineIntel"), False),
        ("", False),
    ],
)
def test_only_one_family_of_processors_sorts_slowly(told: str, slowly: bool) -> None:
    assert machine._sorts_slowly(told) is slowly


def test_a_choice_made_by_others_stands_and_none_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "_told", lambda: ZEN4)
    monkeypatch.delenv(machine._CHOICE, raising=False)
    machine.made_ready()
    assert machine._CHOICE not in os.environ
    monkeypatch.setenv(machine._CHOICE, "AVX512_ICL")
    machine.made_ready()
    assert os.environ[machine._CHOICE] == "AVX512_ICL"
