"""Count pairs of characters by kind of paper, from a folder of texts sorted by kind.

``python -m benchmarks.read.train FOLDER``: sub-folders named by kind (speech and village_deeds are
of kind ``other``; ``full`` is told by its gold). Prints how many papers each kind told by all the
others would get right, and writes the model that ships.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from xuncha.engines.reading.official import kinds
from xuncha.engines.reading.official.kinds import KINDS, Model, kind_of, pairs_of
from xuncha.engines.reading.official.page import Page, page_of

_OTHER = {"speech": "other", "village_deeds": "other"}
_LEAST = 2
Labelled = tuple[str, Page]


def papers_in(folder: Path) -> list[Labelled]:
    """Texts with their kinds."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("*/[0-9]*.txt")):
        kind = path.parent.name
        gold = path.with_name(f"{path.stem}.gold.json")
        if kind == "full":
            kind = json.loads(gold.read_text("utf-8"))["kind"]
        found.append((_OTHER.get(kind, kind), page_of(path.read_text("utf-8"))))
    return found


def train(papers: list[Labelled]) -> Model:
    """The model of these papers; pairs in one paper only say nothing."""
    counts: dict[str, list[int]] = {}
    number = Counter(kind for kind, _ in papers)
    for kind, page in papers:
        for pair in pairs_of(page):
            counts.setdefault(pair, [0] * len(KINDS))[KINDS.index(kind)] += 1
    kept = {pair: told for pair, told in sorted(counts.items()) if sum(told) >= _LEAST}
    return Model(KINDS, tuple(number[one] for one in KINDS), kept)


def right_by_others(papers: list[Labelled]) -> int:
    """How many papers the model of all the others tells right."""
    return sum(
        kind_of(page, train(papers[:at] + papers[at + 1 :]))[0] == kind
        for at, (kind, page) in enumerate(papers)
    )


def main() -> None:
    papers = papers_in(Path(sys.argv[1]))
    model = train(papers)
    told = {"kinds": model.kinds, "papers": model.papers, "counts": model.counts}
    path = Path(kinds.__file__).with_name("kinds_model.json")
    path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(
        f"{len(papers)} 份，{len(model.counts)} 对；各由其余教出来，对 {right_by_others(papers)} 份"
    )


if __name__ == "__main__":
    main()
