"""The pins: no registry's address, every hash of every release, both files of one mind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("requirements", "requirements-dev", "requirements-bench")
PIN = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)"
    r"([^\n]*(?:\n +--hash=sha256:[0-9a-f]{64}.*)*)",
    re.M,
)
COMPILED = {"cffi", "cryptography", "lxml", "pillow", "psycopg-binary", "python-calamine"}
"""Packages with a file for each system: pins narrowed to one machine hold only one of them."""


def _pins(name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package."""
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    return {pin[1]: (pin[2], pin[3].count("--hash=")) for pin in PIN.finditer(text)}


def _asked(name: str) -> set[str]:
    """Packages that people asked for."""
    lines = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    found = {re.split(r"[\[<>=~ ]", line)[0].lower() for line in lines if line[:1].isalpha()}
    return {one.replace("_", "-") for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_no_address_of_a_registry_stands_in_the_pins(name: str) -> None:
    for ending in ("in", "txt"):
        text = (ROOT / f"{name}.{ending}").read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*(?:--(?!hash=)|-[if] )", text, re.M)
        assert " @ " not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    starts = [line for line in text.splitlines() if line[:1].isalnum()]
    pins = _pins(name)
    assert len(pins) == len(starts) > 20
    assert [one for one, (_, hashes) in pins.items() if hashes == 0] == []
    assert pins.keys() >= _asked(name)


def test_pins_hold_for_other_systems_too() -> None:
    pins = _pins("requirements")
    assert {one: pins[one][1] for one in COMPILED if pins[one][1] < 30} == {}
    assert "sys_platform == 'win32'" in (ROOT / "requirements.txt").read_text("utf-8")


def test_tests_run_on_the_versions_that_ship() -> None:
    shipped, tested = _pins("requirements"), _pins("requirements-dev")
    assert {one: tested.get(one) for one in shipped} == shipped


def test_the_framework_stays_on_its_long_line() -> None:
    assert _pins("requirements")["django"][0].startswith("5.2.")
