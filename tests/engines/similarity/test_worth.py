"""What shared runs promise, against adding it up letter by letter."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xuncha.engines.similarity.numerals import Numerals
from xuncha.engines.similarity.worth import _NEAR, ENDS, FREE, Promise, Runs

LETTERS = 200
BITS = (np.arange(LETTERS) * 7 % 5 + 1) * 16
SUMS = np.append(0, np.cumsum(BITS)).astype(np.uint32)
PLACES = np.arange(3, LETTERS, 10)
FIGURES = Numerals(PLACES, PLACES.astype(np.uint32), (PLACES % 4 + 1).astype(np.float32))
PAIRS = st.lists(
    st.lists(
        st.integers(0, LETTERS - 30).flatmap(
            lambda at: st.sampled_from([(at, size, size < 9) for size in (8, 14, 26)])
            | st.just((at, 8, False))
        ),
        min_size=1, max_size=6,
    ), max_size=5,
)  # fmt: skip


def _slowly(pair: list[tuple[int, int, bool]]) -> float:
    stretches: list[list[int]] = []
    for begin, size, _ in sorted(pair):
        if stretches and begin - stretches[-1][1] <= _NEAR:
            stretches[-1][1] = max(stretches[-1][1], begin + size)
        else:
            stretches.append([begin, begin + size])
    told = sum(max(0, BITS[low:high].sum() / 16 + ENDS - FREE) for low, high in stretches)
    seen = {
        at for begin, size, numbered in pair if numbered
        for at in np.flatnonzero((begin <= PLACES) & (begin + size > PLACES)).tolist()
    }  # fmt: skip
    return float(told) + float(sum(FIGURES.bits[at] for at in seen))


@given(PAIRS)
def test_stretches_are_weighed_whole_and_numbers_once(
    pairs: list[list[tuple[int, int, bool]]],
) -> None:
    runs = [(at == 0, *run) for pair in pairs for at, run in enumerate(sorted(pair))]
    columns = zip(*runs, strict=True) if runs else ([], [], [], [])
    new, begin, size, numbered = (np.array(column) for column in columns)
    told = Promise.of(SUMS, 16, FIGURES).worth(
        Runs(new.astype(bool), begin.astype(np.int64), size.astype(np.int64), numbered.astype(bool))
    )
    assert np.allclose(told, [_slowly(pair) for pair in pairs])
