"""``python -m benchmarks similar [--sizes 10000,100000,1000000] [--seed 1] [--peers-up-to N]``:
who copied whom, ours and the peers that are installed, each in its own process; then recurrence.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.similar.build import Builder, Corpus, build
from benchmarks.similar.methods import METHODS
from benchmarks.similar.score import score
from xuncha.engines.similarity import fold


def main(arguments: Sequence[str]) -> None:
    """Lay each corpus, run each method, print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks similar")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers-up-to", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=500)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="xuncha-bench.") as folder:
        for size in map(int, args.sizes.split(",")):
            _size(Path(folder), size, args.seed, size <= args.peers_up_to)
        _recurrence(Path(folder), 100_000, args.asked, args.seed)


def _size(folder: Path, size: int, seed: int, with_peers: bool) -> None:
    corpus = build(size, seed)
    path = folder / f"{size}.jsonl"
    _lay(path, corpus, with_peers)
    letters = sum(map(len, corpus.texts)) / len(corpus.texts)
    print(f"\n{size} 篇，平均 {letters:.0f} 字，种下 {len(corpus.planted)} 对、"
          f"{len(corpus.clusters)} 批；开始时负载 {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    print("| 方法 | CPU 秒 | 内存 GB | 整篇 | 部分 | 成批 | 准 | 对数 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, (package, _) in METHODS.items():
        if package and not (with_peers and find_spec(package)):
            continue
        if name.startswith("本引擎，候选") and not with_peers:
            continue
        _method(name, path, corpus)


def _method(name: str, path: Path, corpus: Corpus) -> None:
    pairs = path.with_suffix(".npy")
    one = {f"{word}_NUM_THREADS": "1" for word in ("OMP", "RAYON", "OPENBLAS")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.similar.methods", name, str(path), str(pairs)],
        env=os.environ | one, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(f"| {name} | 没有完成：{done.stderr.strip().splitlines()[-1:]} |")
        return
    told, found = json.loads(done.stdout.splitlines()[-1]), score(corpus, np.load(pairs))
    print(
        f"| {name} | {told['seconds']:.1f} | {told['gigabytes']:.1f} | {found.whole:.3f} | "
        f"{found.parts:.3f} | {found.cluster:.3f} | {found.precision:.3f} | {found.pairs} |",
        flush=True,
    )
    if name.endswith("整条命令"):
        kinds = "，".join(f"{kind} {value:.3f}" for kind, value in sorted(found.by_kind.items()))
        print(f"\n整条命令，按种类：{kinds}")


def _lay(path: Path, corpus: Corpus, with_peers: bool) -> None:
    with path.open("w", encoding="utf-8") as file:
        for at, (text, unit) in enumerate(zip(corpus.texts, corpus.units, strict=True)):
            told = {"id": str(at), "text": text, "group": unit}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    if with_peers:
        folded = "\n".join(fold(text).letters for text in corpus.texts)
        path.with_suffix(".folded").write_text(folded, encoding="utf-8")


def _recurrence(folder: Path, size: int, asked: int, seed: int) -> None:
    """Findings of a library told anew in other words, asked for among all of it."""
    from xuncha.cli import main as xuncha

    builder, rng = Builder(size, seed + 1), random.Random(seed)
    texts = [builder.honest() for _ in range(size)]
    sources = rng.sample(range(size), asked)
    paths = [folder / name for name in ("library.jsonl", "asked.jsonl", "nearest.jsonl")]
    for path, rows in (
        (paths[0], texts),
        (paths[1], [builder.edited(texts[source], 0.3) for source in sources]),
    ):
        lines = (json.dumps({"id": str(at), "text": text}) for at, text in enumerate(rows))
        path.write_text("\n".join(lines), encoding="utf-8")
    begun = time.process_time()
    xuncha(["similar", str(paths[1]), "--against", str(paths[0]), "--out", str(paths[2])])
    seconds = time.process_time() - begun
    nearest: dict[int, list[int]] = {}
    for line in paths[2].read_text("utf-8").splitlines():
        one = json.loads(line)
        nearest.setdefault(int(one["a"]), []).append(int(one["b"]))
    first = sum(nearest.get(at, [])[:1] == [source] for at, source in enumerate(sources))
    five = sum(source in nearest.get(at, []) for at, source in enumerate(sources))
    print(f"\n再次出现：{size} 篇的库，{asked} 篇改写三成的来问，CPU {seconds:.1f} 秒；"
          f"排第一 {first / asked:.3f}，前五 {five / asked:.3f}")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
