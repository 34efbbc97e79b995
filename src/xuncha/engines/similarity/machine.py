"""The machine made ready for rows of millions of numbers. Nothing that is computed hangs on it,
but a quarter of the time does.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_PROCESSOR = Path("/proc/cpuinfo")
_SLOW = ("vendor_id\t: AuthenticAMD", "cpu family\t: 25", " avx512f ")
"""A processor that knows the widest vectors but writes packed ones by microcode (AMD Zen 4): numpy
sorts there with the next shorter ones in a quarter of the time."""
_WIDEST = "X86_V4 AVX512_ICL"
_CHOICE = "NPY_DISABLE_CPU_FEATURES"
_TRIM, _MAPPED = -1, -3
_NEVER, _LARGE = -1, 1 << 28
"""Rows past a quarter of a gigabyte are few and are given back: in between smaller ones they would
leave gaps that nothing fits into."""


def made_ready() -> None:
    """To be asked for before numpy is loaded; afterwards only memory is seen to."""
    _keep_memory()
    if "numpy" in sys.modules or _CHOICE in os.environ or not _sorts_slowly(_told()):
        return
    os.environ[_CHOICE] = _WIDEST
    try:
        import numpy as np  # noqa: F401 (reads the choice while it is loaded, and never again)
    finally:
        del os.environ[_CHOICE]


def _keep_memory() -> None:
    """What one row gives back goes to the next one: else the system takes it and clears it anew for
    each row. Where this way of asking is not known it is left alone."""
    if sys.platform == "linux" and (ask := getattr(ctypes.CDLL(None), "mallopt", None)):
        ask(_TRIM, _NEVER)
        ask(_MAPPED, _LARGE)


def _told() -> str:
    return _PROCESSOR.read_text(errors="replace") if _PROCESSOR.exists() else ""


def _sorts_slowly(told: str) -> bool:
    return all(word in told for word in _SLOW)
