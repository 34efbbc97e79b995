"""``xuncha similar``: who copied whom. Works on files alone, opens no database."""

from __future__ import annotations

import argparse
import gc
import math
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from xuncha.cli.errors import UsageError
from xuncha.cli.progress import progress_bar
from xuncha.engines.similarity.machine import made_ready

_TOP = 5
_MOST = 1000


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``similar`` to the command line."""
    parser = commands.add_parser("similar", help="看哪些文字互相抄（不需要站点）")
    parser.add_argument("file", metavar="FILE.jsonl", help='每行 {"id": …, "text": …, "group": …}')
    parser.add_argument("--threshold", metavar="N", help="整篇相似到多少才报（默认 0.8）")
    parser.add_argument("--whole", action="store_true", help="只报整篇相似的，不报抄了一部分的")
    parser.add_argument("--within", action="store_true", help="同一个 group 里面的也报")
    parser.add_argument("--against", metavar="LIBRARY.jsonl", help="改为每行找库里最接近的几条")
    parser.add_argument("--top", metavar="K", help=f"和 --against 同用：找几条（默认 {_TOP}）")
    parser.add_argument("--out", metavar="FILE", help="把结果写进文件（每行一个 JSON）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, compare, write. Exit status 0 whether or not anything is alike."""
    _check(args)
    out = _writable(args.out) if args.out is not None else None
    made_ready()
    is_on = gc.isenabled()
    gc.disable()  # a million lines are millions of lists, and none of them hangs in a ring
    try:
        _tell(args, out)
    finally:
        if is_on:
            gc.enable()
    return 0


def _tell(args: argparse.Namespace, out: Path | None) -> None:
    lines = _against(args) if args.against is not None else _all_pairs(args)
    if out is None:
        sys.stdout.writelines(line.encode("utf-8", "replace").decode() for line in lines)
    else:
        _write_whole(out, lines)


def _all_pairs(args: argparse.Namespace) -> Iterable[str]:
    import numpy as np

    from xuncha.engines.similarity.copies import copies
    from xuncha.engines.similarity.judging import THRESHOLD, Options
    from xuncha.engines.similarity.lines import pair_lines, read_lines

    options = Options(_threshold(args.threshold, THRESHOLD), not args.whole, args.within)
    told = read_lines(Path(args.file))
    groups = np.array(told.groups, dtype=np.int32)
    return pair_lines(copies(told.corpus, groups, options, progress_bar()), told, told)


def _against(args: argparse.Namespace) -> Iterable[str]:
    from xuncha.engines.similarity.lines import pair_lines, read_pair_of_files
    from xuncha.engines.similarity.repeats import repeats

    top = _whole_number(args.top)
    asked, library = read_pair_of_files(Path(args.file), Path(args.against))
    return pair_lines(repeats(asked, library, top, progress_bar()), asked, library)


def _check(args: argparse.Namespace) -> None:
    if args.against is None and args.top is not None:
        raise UsageError("--top 要和 --against 一起用。")
    if args.against is not None and (args.threshold is not None or args.whole or args.within):
        raise UsageError("--against 是找最接近的几条，不能和 --threshold、--whole、--within 同用。")


def _threshold(told: str | None, usual: float) -> float:
    if told is None:
        return usual
    try:
        value = float(told)
    except ValueError:
        value = math.nan
    if not 0 < value <= 1:
        raise UsageError(f"--threshold 的“{told}”应是大于 0、不超过 1 的数。")
    return value


def _whole_number(told: str | None) -> int:
    if told is None:
        return _TOP
    if not (told.isascii() and told.isdigit() and 0 < int(told) <= _MOST):
        raise UsageError(f"--top 的“{told}”应是 1 到 {_MOST} 的整数。")
    return int(told)


def _writable(told: str) -> Path:
    path = Path(told)
    if path.is_dir():
        raise UsageError(f"--out 的“{told}”是文件夹，写不进去。")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--out 的“{told}”所在的文件夹不存在。")
    return path


def _write_whole(path: Path, lines: Iterable[str]) -> None:
    """The file appears when it is whole, or stays as it was."""
    if path.exists() and not path.is_file():  # a device or a pipe takes what it is given
        path.write_text("".join(lines), encoding="utf-8", errors="replace")
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
