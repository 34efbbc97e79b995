"""``python -m benchmarks.pages.measure --size N``: build one site, then time pages when asked.

One process, one thread, requests through the whole stack of middleware and templates but without a
network. The site's home and database come from the environment. Says what it built in one line of
JSON, then answers each line ``{"page": 3, "requests": 10}`` with one: so that whoever asks can let
sites of several sizes take turns, and whatever else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
import time
from typing import Any

WARM_UP = 10


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    size = parser.parse_args().size
    from xuncha.site.setup import create_site

    create_site()
    from benchmarks.pages.build import build

    start = time.perf_counter()
    build(size)
    built = time.perf_counter() - start
    pages = _pages(size)
    _say({"build_seconds": built, "database": _version(), "pages": [name for name, *_ in pages]})
    timers: dict[int, Timer] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        at = asked["page"]
        if at not in timers:
            timers = {at: Timer(*pages[at][1:])}
        _say(timers[at].time(asked["requests"]))


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _pages(size: int) -> list[tuple[str, str, str]]:
    """Name, who asks, address. The round is the newest, the item one of it."""
    from benchmarks.pages.build import Shape

    last, cursor = Shape(size).all_rounds, _cursor(size // 2)
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


class Timer:
    """One page as one person: warmed up and looked at once, then timed in portions."""

    def __init__(self, username: str, address: str) -> None:
        from django.conf import settings
        from django.db import connection
        from django.test import Client

        from xuncha.foundation.accounts.models import User

        self.client, self.address = Client(), address
        user = User.objects.get(username=username)
        self.client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
        asked = Asked()
        for _ in range(WARM_UP):
            asked.took.clear()
            with connection.execute_wrapper(asked):
                answer = self.client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
        self.queries = [*asked.took]

    def time(self, requests: int) -> dict[str, Any]:
        """Milliseconds of each request by the clock and of this process's CPU, and what it asks."""
        walls, cpus = [], []
        for _ in range(requests):
            start, used = time.perf_counter(), time.process_time()
            self.client.get(self.address)
            walls.append(1000 * (time.perf_counter() - start))
            cpus.append(1000 * (time.process_time() - used))
        slowest = max(self.queries)
        return {"walls": walls, "cpus": cpus, "queries": len(self.queries), "slowest": slowest}


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
