"""Build sites of each size in each database, one after the other, and print the tables."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SIZES = (1_000, 20_000, 100_000, 1_000_000)
TERM = 20_000
"""Items of one whole term: pages about a term show twenty rounds from here on, one at the smallest
size, so they are held against this size."""
DATABASES = ("sqlite", "postgresql")
TARGET = 1.5


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--databases", default=",".join(DATABASES))
    parser.add_argument("--slowest", action="store_true", help="print each page's slowest query")
    args = parser.parse_args(arguments)
    sizes = [int(one) for one in args.sizes.split(",")]
    for database in args.databases.split(","):
        told = {size: one for size in sizes if (one := run(database, size))}
        if told:
            print(table(told), flush=True)
            if args.slowest:
                print(slowest(told[max(told)]), flush=True)


def run(database: str, size: int) -> dict[str, Any] | None:
    """Build and measure in a process of its own; nothing where the database is not installed."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench.") as folder:
        out = Path(folder) / "out.json"
        command = [
            sys.executable, "-m", "benchmarks.pages.measure", f"--size={size}", f"--out={out}",
        ]  # fmt: skip
        if database == "postgresql":
            command.insert(0, "tools/with_postgresql.sh")
        env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        env["XUNCHA_HOME"] = str(Path(folder) / "site")
        subprocess.run(command, check=True, env=env)
        return json.loads(out.read_text("utf-8")) if out.exists() else None


def table(told: dict[int, dict[str, Any]]) -> str:
    """One row a page: p50/p95 in milliseconds for each size, and how p95 grew."""
    sizes = sorted(told)
    lines = [
        f"\n## {told[sizes[0]]['database']}\n",
        f"| 页面 | {' | '.join(f'{size:,} 条' for size in sizes)} | p95 之比 | CPU 之比 | 查询数 |",
        "|---|" + "---:|" * (len(sizes) + 3),
    ]
    for row in zip(*(told[size]["pages"] for size in sizes), strict=True):
        base = row[sizes.index(TERM)] if row[0]["of_term"] and TERM in sizes else row[0]
        ratio = row[-1]["p95"] / base["p95"]
        mark = "" if ratio <= TARGET else " ✗"
        cells = [f"{one['p50']:.1f} / {one['p95']:.1f} / {one['cpu']:.1f}" for one in row]
        queries = "→".join(dict.fromkeys(str(one["queries"]) for one in row))
        cpu = row[-1]["cpu"] / base["cpu"]
        name = row[0]["page"] + ("（一届）" if row[0]["of_term"] else "")
        lines.append(
            f"| {name} | {' | '.join(cells)} | {ratio:.2f}{mark} | {cpu:.2f} | {queries} |"
        )
    took = "、".join(f"{size:,} 条 {told[size]['build_seconds']:.0f} 秒" for size in sizes)
    lines.append(
        f"\n装入用时：{took}。"
        "单位毫秒，依次是中位数、p95、CPU 中位数。之比以最小的一档为底，"
        f"“一届”的页面以 {TERM:,} 条为底；p95 之比的目标不超过 {TARGET}。"
    )
    return "\n".join(lines)


def slowest(told: dict[str, Any]) -> str:
    return "\n".join(
        f"{one['page']}（{one['n']} 次）：{one['slowest'][0]:.1f} 毫秒 …{one['slowest'][1][-700:]}"
        for one in told["pages"]
        if one["slowest"][0] > 5
    )


if __name__ == "__main__":
    main()
