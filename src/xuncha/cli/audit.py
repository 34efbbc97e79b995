"""`xuncha audit verify`: is the log whole?"""

from __future__ import annotations

import argparse
import json
import re
from typing import Any

from xuncha.cli.errors import UsageError
from xuncha.cli.progress import progress_bar

_HEAD = re.compile(r"(\d+):([0-9a-f]{64})")


def add_parser(commands: Any) -> None:
    """Add ``audit verify`` and ``audit head``."""
    audit = commands.add_parser("audit", help="审计链：核验、打印链头")
    acts = audit.add_subparsers(dest="act", metavar="动作", required=True)
    verify = acts.add_parser("verify", help="核验审计链，指出第一条被改动或缺失的记录")
    verify.add_argument("--head", metavar="编号:摘要", help="与纸面或别处留存的链头对照")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)
    head = acts.add_parser("head", help="打印链头，供印在纸面上留存")
    head.set_defaults(run=_head)


def _verify(args: argparse.Namespace) -> int:
    known = _known(args.head) if args.head else None
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.audit.selectors import verify_chain

    show = progress_bar()
    verdict = verify_chain(known, lambda done, total: show(done, total, "核验审计链"))
    if args.json:
        answer = {
            "sound": verdict.sound,
            "rows": verdict.rows,
            "head": f"{verdict.rows}:{verdict.head}",
            "bad_row": verdict.bad_row,
            "sentence": verdict.sentence,
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(verdict.sentence)
    return 0 if verdict.sound else 1


def _head(_: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.audit.models import AuditHead

    head = AuditHead.objects.filter(pk=1).first()
    print(f"{head.number}:{head.digest}" if head else f"0:{'0' * 64}")
    return 0


def _known(words: str) -> tuple[int, str]:
    match = _HEAD.fullmatch(words.strip())
    if match is None:
        raise UsageError("--head 的写法是“编号:64位摘要”，例如 xuncha audit head 打印的那样。")
    return int(match[1]), match[2]
