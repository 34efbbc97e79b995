"""``python -m benchmarks.pages.measure --size N --out FILE``: build one site, time its pages.

One process, one thread, requests through the whole stack of middleware and templates but without a
network. The site's home and database come from the environment.
"""

from __future__ import annotations

import argparse
import base64
import json
import time
from pathlib import Path
from typing import Any

WARM_UP = 10
REQUESTS = 100
SECONDS = 12  # for one page; a page that needs longer is timed with fewer requests

OF_TERM = ("/rounds/", "/rectification/rounds/", "/term/", "/")
"""Pages that show the present term whole."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    from xuncha.site.setup import create_site

    create_site()
    from benchmarks.pages.build import build

    start = time.perf_counter()
    build(args.size)
    built = time.perf_counter() - start
    pages = [
        {
            "page": name,
            "address": address,
            "of_term": address in OF_TERM,
            **time_page(user, address),
        }
        for name, user, address in _pages(args.size)
    ]
    answer = {"build_seconds": built, "database": _version(), "pages": pages}
    args.out.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


def _pages(size: int) -> list[tuple[str, str, str]]:
    """Name, who asks, address. The round is the newest, the item one of it."""
    from benchmarks.pages.build import IN_ROUND

    last, cursor = size // IN_ROUND, _cursor(size // 2)
    return [
        ("整改台账", "office", "/rectification/"),
        ("整改台账，翻到中间", "office", f"/rectification/?after={cursor}"),
        ("整改台账，按时限排序", "office", "/rectification/?sort=due"),
        ("整改台账，按状态筛选", "office", "/rectification/?state=claimed"),
        ("整改台账，已逾期", "office", "/rectification/?due=overdue"),
        ("整改台账，有疑点", "office", "/rectification/?signals=open"),
        ("整改台账，按轮次筛选", "office", f"/rectification/?round={last}"),
        ("轮次", "office", f"/rectification/rounds/{last}/"),
        ("巡察轮次", "office", f"/rounds/{last}/"),
        ("轮次列表", "office", "/rounds/"),
        ("各轮整改", "office", "/rectification/rounds/"),
        ("整改事项", "office", f"/rectification/items/{size - 25}/"),
        ("工作台（巡察办）", "office", "/"),
        ("工作台（领导）", "leader", "/"),
        ("一届一览", "leader", "/term/"),
        ("问题库", "office", "/findings/"),
    ]


def _cursor(pk: int) -> str:
    """The list's own cursor after that row."""
    return base64.urlsafe_b64encode(json.dumps([None, pk]).encode()).decode().rstrip("=")


def time_page(username: str, address: str) -> dict[str, Any]:
    """Milliseconds at the 50th and the 95th percent, and the number of queries."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from xuncha.foundation.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), settings.AUTHENTICATION_BACKENDS[-1])
    asked = Asked()
    with connection.execute_wrapper(asked):
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    for _ in range(WARM_UP - 1):
        client.get(address)
    walls: list[float] = []
    cpus: list[float] = []
    until = time.perf_counter() + SECONDS
    while len(walls) < REQUESTS and time.perf_counter() < until:
        start, used = time.perf_counter(), time.process_time()
        client.get(address)
        walls.append(1000 * (time.perf_counter() - start))
        cpus.append(1000 * (time.process_time() - used))
    return {
        "p50": _at(walls, 0.5), "p95": _at(walls, 0.95), "cpu": _at(cpus, 0.5), "n": len(walls),
        "queries": len(asked.took), "slowest": max(asked.took),
        "database": sum(one for one, _ in asked.took),
    }  # fmt: skip


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


class Asked:
    """Every query of one request with its milliseconds."""

    def __init__(self) -> None:
        self.took: list[tuple[float, str]] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.took.append((1000 * (time.perf_counter() - start), f"{sql} -- {params}"))


def _version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return "SQLite " + str(cursor.execute("SELECT sqlite_version()").fetchone()[0])
        cursor.execute("SHOW server_version")
        return "PostgreSQL " + str(cursor.fetchone()[0]).split()[0]


if __name__ == "__main__":
    main()
