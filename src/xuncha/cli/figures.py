"""`xuncha figures`: every figure of the system, with its definition, value and rows."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from xuncha.cli.errors import UsageError

if TYPE_CHECKING:
    from xuncha.insight.figures.asking import Ask
    from xuncha.insight.figures.telling import Told
    from xuncha.kernel.actor import Actor


def add_parser(commands: Any) -> None:
    """Add ``figures`` to the command line."""
    parser = commands.add_parser("figures", help="全部统计数：定义、数值、点开行的地址")
    parser.add_argument("names", nargs="*", metavar="NAME", help="只看这几个，可带参数，例如 "
                        "'organisations_inspected?kind=镇'")  # fmt: skip
    add_scope(parser)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Which term, as of which day, as whom."""
    parser.add_argument("--term", type=int, metavar="N", help="第几届，默认本届")
    parser.add_argument("--as-of", metavar="DATE", help="截至哪天，例如 2025-12-31，默认今天")
    parser.add_argument("--frozen", action="store_true", help="轮次的数有封存的，用封存的最近一版")
    parser.add_argument("--user", metavar="NAME", help="以谁的身份看，默认巡察办主任")


def asked(args: argparse.Namespace) -> Ask:
    """The question that the command line asks, in the reader's scope."""
    try:
        day = dt.date.fromisoformat(args.as_of) if args.as_of else None
    except ValueError:
        raise UsageError(f"--as-of 的“{args.as_of}”不是日期，应当写成 2025-01-01。") from None
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.insight.figures.asking import ask

    return ask(_actor(args.user), term=args.term, day=day, frozen=args.frozen)


def _actor(name: str | None) -> Actor:
    from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
    from xuncha.foundation.accounts.actors import build_actor
    from xuncha.foundation.accounts.models import User

    users = User.objects.filter(is_active=True).order_by("pk")
    if name:
        user = users.filter(username=name).first()
        if user is None:
            raise UsageError(f"没有用户“{name}”。")
        return build_actor(user)
    for user in users.filter(role_grants__role=OFFICE_DIRECTOR).distinct():
        actor = build_actor(user)
        if actor.has(OFFICE_DIRECTOR):
            return actor
    raise UsageError("还没有巡察办主任，请用 --user 写明以谁的身份看。")


def run(args: argparse.Namespace) -> int:
    """Print them all, or those named."""
    question = asked(args)
    from xuncha.insight.figures.frozen.telling import tell_kept
    from xuncha.insight.figures.registry import find
    from xuncha.insight.figures.telling import as_json, tell_all

    told = [tell_kept(*find(name, question)) for name in args.names] or tell_all(question)
    if args.json:
        print(json.dumps([as_json(one) for one in told], ensure_ascii=False))
        return 0
    for one in told:
        print(line_of(one))
    return 0


def line_of(told: Told) -> str:
    """A figure for people: name, value and definition on one line."""
    from xuncha.insight.figures.wording import said

    value = said(told.value, told.measure.unit) if told.value is not None else f"—（{told.why}）"
    kept = f"　{told.note}" if told.note else ""
    return f"{told.label}：{value}　{told.measure.definition}{kept}　[{told.name}]"
