"""`xuncha search`: what somebody would find in the box at the head of every page."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import Any

from xuncha.cli.errors import UsageError
from xuncha.cli.progress import progress_bar


def add_parser(commands: Any) -> None:
    """Add ``search`` to the command line."""
    parser = commands.add_parser("search", help="以某个人的身份检索；--rebuild 重建索引")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="几个词都要有；引号里的算一个词")
    parser.add_argument("--user", metavar="NAME", help="谁来查：用户名")
    parser.add_argument("--kind", metavar="种类", help="只查一类，例如 问题、整改、附件")
    parser.add_argument("--since", metavar="DATE", help="从哪天起，例如 2025-01-01")
    parser.add_argument("--until", metavar="DATE", help="到哪天止")
    parser.add_argument("--newest", action="store_true", help="按日期从新到旧")
    parser.add_argument("--page", type=int, default=1, metavar="N", help="第几页，每页 20 条")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rebuild", action="store_true", help="重建索引")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Rebuild, or look for something. Exit status 0 whether or not anything is found."""
    if not args.rebuild and not (args.words and args.user):
        raise UsageError("请写明查什么、谁来查：xuncha search 词 --user 用户名。")
    since, until = _day("--since", args.since), _day("--until", args.until)
    if not 1 <= args.page <= 5:
        raise UsageError("--page 应是 1 到 5：最多看 100 条，再多请加词。")
    from xuncha.site.setup import require_site

    require_site()
    if args.rebuild:
        from xuncha.insight.search.building import build

        build(progress_bar())
        print("索引已经重建。")
    if args.words:
        _search(args, since, until)
    return 0


def _search(args: argparse.Namespace, since: dt.date | None, until: dt.date | None) -> None:
    from xuncha.foundation.accounts.actors import build_actor
    from xuncha.foundation.accounts.models import User
    from xuncha.insight.search.asking import ask
    from xuncha.insight.search.keeping_up import catch_up
    from xuncha.insight.search.kinds import groups
    from xuncha.insight.search.query import Asked

    user = User.objects.filter(username=args.user).first()
    if user is None:
        raise UsageError(f"没有用户“{args.user}”。")
    if args.kind and args.kind not in groups():
        raise UsageError(f"没有“{args.kind}”这一类，可选：{'、'.join(groups())}。")
    catch_up()
    asked = Asked(
        " ".join(args.words), group=args.kind or "", since=since, until=until, newest=args.newest
    )
    answer = ask(build_actor(user), asked, page=args.page)
    if args.json:
        told = {
            "total": answer.total, "more": answer.more, "likened": answer.likened,
            "hits": [_told(hit) for hit in answer.hits],
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return
    if not answer.hits:
        print("没有找到。换一个说法，或者少写一个词再试。")
        return
    note = "没有一字不差的，下面是接近的。" if answer.likened else ""
    print(f"共 {answer.counted} 条。{note}")
    for hit in answer.hits:
        print(f"\n{hit.kind.label}　{hit.title}　{hit.unit}　{hit.day or ''}")
        for passage in hit.passages:
            print(f"    {_marked(passage)}")


def _told(hit: Any) -> dict[str, Any]:
    return {
        "kind": hit.kind.label, "id": hit.row.pk, "title": hit.title, "unit": hit.unit,
        "day": str(hit.day or ""), "url": hit.url,
        "passages": [
            {"text": one.text, "spans": [list(span) for span in one.spans]} for one in hit.passages
        ],
    }  # fmt: skip


def _marked(passage: Any) -> str:
    parts, at = [], 0
    for start, end in passage.spans:
        if start >= at:
            parts += [passage.text[at:start], "【", passage.text[start:end], "】"]
            at = end
    return "".join([*parts, passage.text[at:]])


def _day(name: str, told: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise UsageError(f"{name} 的“{told}”不是日期，应当写成 2025-01-01。") from None
