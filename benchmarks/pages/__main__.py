"""Build sites of each size in each database, let them take turns at each page, print the tables."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

SIZES = (1_000, 20_000, 100_000, 1_000_000)
DATABASES = ("sqlite", "postgresql")
TARGET = 1.5
TURNS, IN_TURN = 10, 10
SECONDS = 2.0
"""Of one turn; a page that needs longer is timed with fewer requests."""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--databases", default=",".join(DATABASES))
    parser.add_argument("--slowest", action="store_true", help="print each page's slowest query")
    args = parser.parse_args(arguments)
    sizes = [int(one) for one in args.sizes.split(",")]
    for database in args.databases.split(","):
        with ExitStack() as stack:
            sites = [stack.enter_context(Site(database, size)) for size in sizes]
            if all(site.is_there for site in sites):
                print(table(sites, slowest=args.slowest), flush=True)


class Site:
    """One site in a process of its own; not there where the database is not installed."""

    def __init__(self, database: str, size: int) -> None:
        self.database, self.size = database, size

    def __enter__(self) -> Site:
        self._folder = tempfile.TemporaryDirectory(prefix="xuncha-bench.")
        command = [sys.executable, "-m", "benchmarks.pages.measure", f"--size={self.size}"]
        if self.database == "postgresql":
            command.insert(0, "tools/with_postgresql.sh")
        env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        env["XUNCHA_HOME"] = str(Path(self._folder.name) / "site")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
        )
        first = self._line()
        self.is_there = first.startswith("{")
        self.told: dict[str, Any] = json.loads(first) if self.is_there else {}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()
        self._folder.cleanup()

    def time(self, page: int, requests: int) -> dict[str, Any]:
        """So many requests of a page."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"page": page, "requests": requests}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def take_turns(sites: list[Site], page: int) -> list[dict[str, Any]]:
    """A page of all sites, in turns: medians and p95 over all turns, for each site."""
    told: list[dict[str, Any]] = [{"walls": [], "cpus": []} for _ in sites]
    portions = [max(1, min(IN_TURN, int(1000 * SECONDS / site.time(page, 1)["walls"][0])))
                for site in sites]  # fmt: skip
    for _ in range(TURNS):
        for site, one, requests in zip(sites, told, portions, strict=True):
            answer = site.time(page, requests)
            one["walls"] += answer["walls"]
            one["cpus"] += answer["cpus"]
            one |= {"queries": answer["queries"], "slowest": answer["slowest"]}
    for one in told:
        one |= {"p50": _at(one["walls"], 0.5), "p95": _at(one["walls"], 0.95)}
        one |= {"cpu": _at(one["cpus"], 0.5)}
    return told


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def table(sites: list[Site], *, slowest: bool) -> str:
    """One row a page: p50, p95, CPU in milliseconds for each size, and how they grew."""
    sizes = " | ".join(f"{site.size:,} 条" for site in sites)
    lines = [
        f"\n## {sites[0].told['database']}\n",
        f"| 页面 | {sizes} | p95 之比 | 中位数之比 | CPU 之比 | 查询数 |",
        "|---|" + "---:|" * (len(sites) + 4),
    ]
    slow = []
    for page, name in enumerate(sites[0].told["pages"]):
        row = take_turns(sites, page)
        ratios = [row[-1][key] / row[0][key] for key in ("p95", "p50", "cpu")]
        mark = "" if ratios[0] <= TARGET else " ✗"
        cells = [f"{one['p50']:.1f} / {one['p95']:.1f} / {one['cpu']:.1f}" for one in row]
        queries = "→".join(dict.fromkeys(str(one["queries"]) for one in row))
        lines.append(
            f"| {name} | {' | '.join(cells)} | {ratios[0]:.2f}{mark} | {ratios[1]:.2f} "
            f"| {ratios[2]:.2f} | {queries} |"
        )
        took, asked = row[-1]["slowest"]
        slow.append(f"{name}：{took:.1f} 毫秒 …{asked[-700:]}")
    took = "、".join(f"{site.size:,} 条 {site.told['build_seconds']:.0f} 秒" for site in sites)
    lines.append(
        f"\n装入用时：{took}。单位毫秒，依次是中位数、p95、CPU 中位数；各种大小的站点轮流，"
        f"每页各 {TURNS * IN_TURN} 次。之比以最小的一档为底；p95 之比的目标不超过 {TARGET}。"
    )
    return "\n".join([*lines, *(slow if slowest else [])])


if __name__ == "__main__":
    main()
