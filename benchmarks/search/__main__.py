"""``python -m benchmarks search [--sizes 100000,1000000] [--seed 1]``: the search index by itself.

Records are texts of the similarity corpus, each of some unit, round and inspection. Asked are 200
mixed questions, half of them by somebody who may see a few inspections only. One question is what a
page does with the index: the first 150 candidates, best first, their numbers, and the marked
passages of 20. The access rule on the records comes on top (see the pages' table). Then the
nearest earlier texts for texts told anew in other words.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from benchmarks.similar.build import Builder

SHOWN, CANDIDATES = 20, 150


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and by whom."""

    sort: str
    words: list[str]
    narrow: bool


def main(arguments: Sequence[str]) -> None:
    """Lay, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks search")
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--asked", type=int, default=300)
    parser.add_argument("--home", help="把站点和索引留在这个文件夹，再跑就不再建")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="xuncha-bench.") as passing:
        os.environ["XUNCHA_HOME"] = args.home or passing
        from xuncha.site.setup import create_site

        create_site()
        print("\n| 条数 | 建索引 CPU 秒 | 索引 MB | 查全部：p50 / p95 毫秒 | CPU | "
              "只看几次巡察：p50 / p95 毫秒 | CPU | 件数与逐条找之比 |")  # fmt: skip
        print("|---:|---:|---:|---:|---:|---:|---:|---:|")
        for size in map(int, args.sizes.split(",")):
            _size(size, args.seed, args.asked)


def _size(size: int, seed: int, asked: int) -> None:
    from xuncha.insight.search import store, terms

    builder, rng = Builder(size, seed), random.Random(seed)
    texts = [builder.honest() for _ in range(size)]
    seconds = _build(texts)
    path = store.current()
    assert path is not None
    megabytes = sum(one.stat().st_size for one in path.iterdir()) / 1e6
    shelf = store.Shelf(path)
    every = questions(texts, builder.names, rng)
    for one in every[:20]:
        _ask(shelf.searcher(), terms.current(), texts, one)
    wall: dict[bool, list[float]] = {False: [], True: []}
    work: dict[bool, list[float]] = {False: [], True: []}
    for one in every:
        begun, used = time.perf_counter(), time.process_time()
        _ask(shelf.searcher(), terms.current(), texts, one)
        wall[one.narrow].append((time.perf_counter() - begun) * 1000)
        work[one.narrow].append((time.process_time() - used) * 1000)
    found, wanted = _recall(shelf.searcher(), terms.current(), texts, every)
    told = " | ".join(_told(took[narrow]) for narrow in (False, True) for took in (wall, work))
    print(f"| {size:,} | {seconds:.0f} | {megabytes:.0f} | {told} | {found / wanted:.4f} |",
          flush=True)  # fmt: skip
    _nearest(shelf.searcher(), texts, builder, rng, asked)
    print(f"段 {shelf.searcher().num_segments}，负载 {os.getloadavg()[0]:.1f}", flush=True)


def _build(texts: list[str]) -> float:
    """CPU seconds of laying the index; none where ``--home`` has one of these records already."""
    from xuncha.insight.search import store
    from xuncha.insight.search.documents import Document
    from xuncha.insight.search.kinds import Place

    known = store.reader()
    if known is not None and known.searcher().num_docs == len(texts) + 1:
        return 0.0
    begun = time.process_time()
    shelf = store.fresh()
    writer = shelf.writer(store.BUILDING_HEAP)
    for at, text in enumerate(texts):
        inspection = at % 4000 + 1
        place = Place(inspection % 1000 + 1, inspection % 60 + 1, inspection)
        writer.put(Document((1 << 40) + at + 1, 1, place, [text], []))
    writer.commit(store.State(store.stamp(), 0, ""))
    writer.close()
    store.take_into_use(shelf)
    return time.process_time() - begun


def questions(texts: list[str], names: list[str], rng: random.Random) -> list[Question]:
    """Two letters, longer words, two words, long phrases, names: 60, 60, 40, 20, 20."""
    from xuncha.insight.search.letters import letters_of

    def piece(length: int) -> str:
        while True:
            letters = letters_of(rng.choice(texts))
            at = rng.randrange(max(1, len(letters) - length))
            if len(letters) >= length:
                return letters[at : at + length]

    sorts = (
        ("两个字", 60, lambda: [piece(2)]), ("长一点的词", 60, lambda: [piece(rng.randint(3, 5))]),
        ("两个词", 40, lambda: [piece(2), piece(2)]), ("整句", 20, lambda: [piece(12)]),
        ("单位", 20, lambda: [letters_of(rng.choice(names))]),
    )  # fmt: skip
    return [
        Question(name, make(), bool(number % 2))
        for name, many, make in sorts
        for number in range(many)
    ]


def _ask(searcher: tantivy.Searcher, terms: object, texts: list[str], one: Question) -> None:
    from xuncha.insight.search.kinds import kinds, split
    from xuncha.insight.search.query import Asked, for_words, narrowed
    from xuncha.insight.search.showing import passages
    from xuncha.kernel.actor import Actor

    roles = frozenset({"inspector"} if one.narrow else {"office_staff"})
    actor = Actor(
        1, "甲", roles=roles, grants=frozenset(range(1, 9)) if one.narrow else frozenset()
    )
    query = narrowed(for_words(terms, one.words), actor, Asked(""), kinds())  # type: ignore[arg-type]
    hits = searcher.search(query, limit=CANDIDATES, count=False).hits
    refs = searcher.fast_field_values("ref", [address for _, address in hits])
    for ref in refs[:SHOWN]:
        passages([texts[split(int(ref))[1] - 1]], one.words)  # type: ignore[arg-type]


def _recall(
    searcher: tantivy.Searcher, terms: object, texts: list[str], every: list[Question]
) -> tuple[int, int]:
    """How many records questions of each sort find, and how many say it letter by letter."""
    from xuncha.insight.search.letters import letters_of
    from xuncha.insight.search.query import for_words

    letters = [letters_of(text) for text in texts]
    found = wanted = 0
    for one in every[::10]:
        query = for_words(terms, one.words)  # type: ignore[arg-type]
        found += searcher.search(query, limit=1).count or 0
        wanted += sum(all(word in told for word in one.words) for told in letters)
    return found, max(wanted, 1)


def _nearest(
    searcher: tantivy.Searcher, texts: list[str], builder: Builder, rng: random.Random, asked: int
) -> None:
    from xuncha.insight.search import terms
    from xuncha.insight.search.kinds import split
    from xuncha.insight.search.nearest import for_rarest

    five, took = 0, []
    for source in rng.sample(range(len(texts)), asked):
        text = builder.edited(texts[source], 0.3)
        begun = time.perf_counter()
        hits = searcher.search(for_rarest(terms.current(), searcher, text), limit=5, count=False)
        refs = searcher.fast_field_values("ref", [address for _, address in hits.hits])
        took.append((time.perf_counter() - begun) * 1000)
        five += source + 1 in {split(int(ref))[1] for ref in refs if ref}
    middle, slow = _spread(took)
    print(f"\n再次出现：{len(texts):,} 条里找 {asked} 条改写三成的，前五有它 {five / asked:.3f}，"
          f"p50 {middle:.1f} 毫秒、p95 {slow:.1f} 毫秒。")  # fmt: skip


def _told(took: list[float]) -> str:
    middle, slow = _spread(took)
    return f"{middle:.1f} / {slow:.1f}"


def _spread(took: list[float]) -> tuple[float, float]:
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
