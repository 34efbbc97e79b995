"""How long the commands take, from the start of the process to its end (or to the open port)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

XUNCHA = [sys.executable, "-m", "xuncha"]
ROWS = 40
TIMES = 3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="xuncha-bench.") as folder:
        root = Path(folder)
        ledger = _ledger(root / "台账.xlsx")
        rows = [
            ("xuncha --version", TIMES, lambda _: _command("--version")),
            (f"xuncha check（{ROWS} 行的台账）", TIMES, lambda _: _command("check", str(ledger))),
            (
                "xuncha init（空文件夹）",
                TIMES,
                lambda at: _command("init", home=root / f"init{at}"),
            ),
            ("xuncha serve（已有站点，到端口可连）", TIMES, lambda _: _serve(root / "init0")),
            ("xuncha demo（空文件夹）", 1, lambda _: _command("demo", home=root / "demo")),
        ]
        print("\n| 命令 | 秒 |\n|---|---:|")
        for name, times, one in rows:
            print(f"| {name} | {_median(one, times):.2f} |", flush=True)
        print(f"\n{TIMES} 次的中位数；demo 1 次。")


def _median(one: Callable[[int], float], times: int) -> float:
    return median(one(at) for at in range(times))


def _environment(home: Path | None) -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {**env, "XUNCHA_HOME": str(home)} if home else env


def _command(*words: str, home: Path | None = None) -> float:
    start = time.perf_counter()
    done = subprocess.run([*XUNCHA, *words], env=_environment(home), capture_output=True)
    took = time.perf_counter() - start
    if done.returncode > 1:  # 1: the check has questions
        raise SystemExit(done.stderr.decode())
    return took


def _serve(home: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*XUNCHA, "serve", f"--bind=127.0.0.1:{port}"], env=_environment(home),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return _until_open(port, start)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def _until_open(port: int, start: float) -> float:
    while time.perf_counter() - start < 60:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return time.perf_counter() - start
        except OSError:
            time.sleep(0.02)
    raise SystemExit("serve 没有在 60 秒内打开端口。")


def _ledger(path: Path) -> Path:
    """A plain ledger of 40 rows."""
    import xlsxwriter

    from benchmarks.check.speed import FIELDS, large

    heads = ("序号", "反馈问题", "整改措施", "整改进展", "完成情况", "整改时限", "完成时间")
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, heads)
    for at, row in enumerate(large(ROWS).sheets[0].rows, 1):
        sheet.write_row(at, 0, [_value(row.cells[name].value) for name in FIELDS])
    book.close()
    return path


def _value(value: object) -> str | int:
    return value if isinstance(value, int) else "" if value is None else str(value)


if __name__ == "__main__":
    main()
