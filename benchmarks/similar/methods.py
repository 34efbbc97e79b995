"""One method on one corpus, in a process of its own: seconds, memory and the pairs that it found.

``python -m benchmarks.similar.methods METHOD TEXTS PAIRS`` prints one JSON document. The peers make
candidates only: MinHash over character 5-grams, 128 permutations, 32 bands of 4 rows, one thread.
They get the texts folded as ours are, so that numbers and signs don't count against them. For each
method, the peers' too, the machine is made ready as the command makes it ready for itself.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from xuncha.engines.similarity.machine import made_ready

made_ready()

import numpy as np  # noqa: E402 (what was chosen is read while it is loaded)

PERMUTATIONS, BANDS, GRAM = 128, 32, 5
NEAR, AMONG = 6, 4
Pairs = Any


def _folded(path: Path) -> list[str]:
    return path.with_suffix(".folded").read_text("utf-8").split("\n")


def datasketch(path: Path) -> tuple[float, Pairs]:
    """The best known one, written in Python."""
    from datasketch import MinHash, MinHashLSH

    texts, begun = _folded(path), time.process_time()
    lsh = MinHashLSH(params=(BANDS, PERMUTATIONS // BANDS), num_perm=PERMUTATIONS)
    told: list[tuple[int, int]] = []
    for at, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([one.encode() for one in _grams(text)])
        told += ((other, at) for other in lsh.query(sketch))
        lsh.insert(at, sketch, check_duplication=False)
    return time.process_time() - begun, told


def rensa(path: Path) -> tuple[float, Pairs]:
    """Written in Rust."""
    from rensa import RMinHash, RMinHashLSH

    texts, begun = _folded(path), time.process_time()
    sketches = RMinHash.from_token_sets([_grams(text) for text in texts], PERMUTATIONS, 42)
    lsh = RMinHashLSH(0.5, PERMUTATIONS, BANDS)
    lsh.insert_many(sketches)
    told = _smaller(lsh.query_all(sketches))
    return time.process_time() - begun, told


def gaoya(path: Path) -> tuple[float, Pairs]:
    """Written in Rust, for texts."""
    from gaoya.minhash import MinHashStringIndex

    texts, begun = _folded(path), time.process_time()
    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.0, num_bands=BANDS, band_size=PERMUTATIONS // BANDS,
        num_hashes=PERMUTATIONS, analyzer="char", ngram_range=(GRAM, GRAM),
    )  # fmt: skip
    for at, text in enumerate(texts):
        index.insert_document(at, text)
    told = _smaller(index.query(text) for text in texts)
    return time.process_time() - begun, told


def fastsketch(path: Path) -> tuple[float, Pairs]:
    """Written in C++; gets the hashes of the 5-grams ready made, which is for free here."""
    from FastSketchLSH import LSH, FastSimilaritySketch

    from xuncha.engines.similarity.corpus import corpus_of
    from xuncha.engines.similarity.prints import NONE, hashed

    corpus = corpus_of(_folded(path))
    hashes = hashed(corpus, 0, len(corpus), GRAM)
    places = np.flatnonzero(hashes != NONE)
    hashes = _mixed(hashes.take(places)).astype(np.uint64)
    bounds = np.searchsorted(places, corpus.bounds).astype(np.uint64)
    begun = time.process_time()
    sketcher = FastSimilaritySketch(PERMUTATIONS, 42)
    sketches = sketcher.batch_csr(hashes, bounds, prehashed=True, num_threads=1)
    lsh = LSH(PERMUTATIONS, BANDS, num_threads=1)
    lsh.insert(sketches)
    flat, ends = lsh.query(sketches, format="csr")
    seconds = time.process_time() - begun
    owners = np.repeat(np.arange(len(corpus)), np.diff(ends).astype(np.int64))
    flat = np.asarray(flat).astype(np.int64)
    kept = flat < owners
    return seconds, np.stack([flat[kept], owners[kept]], 1)


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """Hashes that are as good in all bits as ours are in the upper ones, which is all we ask."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    for factor, step in ((0x85EBCA6B, 13), (0xC2B2AE35, 16)):
        hashes *= np.uint32(factor)
        hashes ^= hashes >> np.uint32(step)
    return hashes


def candidates(path: Path) -> tuple[float, Pairs]:
    """Ours, candidates only; texts as they were written, folded in the time."""
    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return _candidates(texts)


def folded_candidates(path: Path) -> tuple[float, Pairs]:
    """Ours, candidates only, of the texts that the peers get. There is nothing left to fold, but it
    is done all the same; the numbers as they were written, which ours would look at, are gone."""
    return _candidates(_folded(path))


def _candidates(texts: list[str]) -> tuple[float, Pairs]:
    """The fingerprints are sparser than those of the whole command, which weighs by them what two
    texts share."""
    from xuncha.engines.similarity.candidates import candidates as pairs_of
    from xuncha.engines.similarity.corpus import corpus_of
    from xuncha.engines.similarity.rarity import telling

    begun = time.process_time()
    corpus = corpus_of(texts)
    first, second = pairs_of(corpus, telling(corpus, NEAR, AMONG), None)
    return time.process_time() - begun, np.stack([first, second], 1)


def whole(path: Path) -> tuple[float, Pairs]:
    """Ours, the command itself: read, compare, verify with stretches, write."""
    from xuncha.cli import main

    out = path.with_suffix(".out")
    begun = time.process_time()
    if main(["similar", str(path), "--within", "--out", str(out)]):
        raise SystemExit("xuncha similar 没有完成。")
    seconds = time.process_time() - begun
    with out.open(encoding="utf-8") as file:
        told = [(int(one["a"]), int(one["b"])) for one in map(json.loads, file)]
    return seconds, told


METHODS: dict[str, tuple[str, Callable[[Path], tuple[float, Pairs]]]] = {
    "datasketch": ("datasketch", datasketch),
    "gaoya": ("gaoya", gaoya),
    "rensa": ("rensa", rensa),
    "FastSketchLSH": ("FastSketchLSH", fastsketch),
    "本引擎，候选，含归一": ("", candidates),
    "本引擎，候选，文本已归一": ("", folded_candidates),
    "本引擎，整条命令": ("", whole),
}
"""Name of each method, the package that it needs, and what it does."""


def _grams(text: str) -> list[str]:
    return [text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))]


def _smaller(answers: Iterable[Iterable[int]]) -> list[tuple[int, int]]:
    return [(one, at) for at, found in enumerate(answers) for one in found if one < at]


def main() -> None:
    """Run one method and say how it went."""
    name, texts, pairs = sys.argv[1:]
    seconds, told = METHODS[name][1](Path(texts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    np.save(pairs, np.unique(np.asarray(told, dtype=np.int64).reshape(-1, 2), axis=0))
    print(json.dumps({"seconds": seconds, "gigabytes": peak, "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
