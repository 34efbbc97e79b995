"""`xuncha kit`: a team's sealed field package, out and back."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xuncha.cli.asking import ask_passphrase
from xuncha.cli.errors import UsageError

if TYPE_CHECKING:
    from xuncha.cycle.outings.services.merging import Merged
    from xuncha.foundation.kits.slip import Slip

_PHRASE = "数据包的口令"


def add_parser(commands: Any) -> None:
    """Add ``kit`` with its acts."""
    kit = commands.add_parser("kit", help="外出数据包：带着一个组的工作下村进点，再并回来")
    kit.add_argument("--home", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    acts = kit.add_subparsers(dest="act", metavar="动作", required=True)
    _add_make(acts)
    opened = acts.add_parser("open", help="在外出设备上打开数据包，建立或者更新外出站点")
    opened.add_argument("file", metavar="FILE")
    opened.set_defaults(run=_open)
    _add_merge(acts)
    wipe = acts.add_parser("wipe", help="清理外出站点，写清理证明")
    wipe.add_argument("--certificate", metavar="FILE", default="清理证明.txt",
                      help="清理证明（.txt 或 .docx），默认 清理证明.txt")  # fmt: skip
    wipe.add_argument("--by", default="", metavar="清理人")
    wipe.add_argument("--receipt", default="", metavar="回执", help="办公室并入以后打印的回执")
    wipe.add_argument("--force", action="store_true", help="改动没有并入也清理（须写理由）")
    wipe.add_argument("--reason", default="", metavar="理由")
    wipe.set_defaults(run=_wipe)
    listed = acts.add_parser("list", help="可以外出的巡察组，和已经外出的设备")
    listed.set_defaults(run=_list)
    for act in acts.choices.values():
        act.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS,
                         help="站点所在文件夹")  # fmt: skip
        act.add_argument("--json", action="store_true")


def _add_make(acts: Any) -> None:
    make = acts.add_parser("make", help="做数据包：办公室做给外出设备，外出站点做带回办公室")
    make.add_argument("team", metavar="组或单位", nargs="?", default="",
                      help="组的编号，或者被巡察单位的名称；在外出站点上不写")  # fmt: skip
    make.add_argument("--out", required=True, metavar="FILE", help="数据包，不能已经存在")
    make.add_argument("--machine", default="", metavar="设备编号")
    make.add_argument("--holder", default="", metavar="领用人")
    make.add_argument("--purpose", default="", metavar="用途")
    make.set_defaults(run=_make)


def _add_merge(acts: Any) -> None:
    merge = acts.add_parser("merge", help="在办公室并入带回的数据包，或者登记清理证明")
    merge.add_argument("file", metavar="FILE", nargs="?", default="")
    merge.add_argument("--rehearse", action="store_true", help="只试，不改动站点")
    merge.add_argument("--settle", metavar="冲突编号", type=int, help="裁定一处冲突")
    merge.add_argument("--choice", choices=["keep", "take"],
                       help="keep 以办公室的为准，take 以外出站点的为准")  # fmt: skip
    merge.add_argument("--note", default="", metavar="说明")
    merge.set_defaults(run=_merge)


def _make(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.cycle.outings import finding, returning
    from xuncha.cycle.outings.services.making import Wanted, make_package
    from xuncha.foundation.kits import station
    from xuncha.kernel.actor import SYSTEM

    target = Path(args.out).absolute()
    if station.read() is not None:
        if args.team or args.machine:
            raise UsageError("这里是外出站点，做带回包只要写 --out。")
        phrase = ask_passphrase(_PHRASE, twice=True)
        return _tell(args, returning.make_return(SYSTEM, target=target, passphrase=phrase))
    team = finding.team_named(args.team)
    wanted = Wanted(args.machine.strip(), args.holder.strip(), args.purpose.strip())
    phrase = ask_passphrase(_PHRASE, twice=True)
    slip = make_package(SYSTEM, team=team, wanted=wanted, target=target, passphrase=phrase)
    return _tell(args, slip)


def _open(args: argparse.Namespace) -> int:
    from xuncha.foundation.kits.package import look
    from xuncha.site.outposts import open_package

    source = Path(args.file).absolute()
    look(source)
    slip, result = open_package(source, ask_passphrase(_PHRASE))
    more: dict[str, Any] = {}
    if result is not None:
        more = {"records": len(result.touched), "clashes": len(result.clashes)}
    _tell(args, slip, more)
    if not args.json:
        if result is None:
            print("外出站点已经建好。用 xuncha serve 启动，本组成员用自己的账号登录。")
        else:
            print(f"已更新 {more['records']} 条记录。" + _kept(more["clashes"]))
    return 1 if more.get("clashes") else 0


def _kept(count: int) -> str:
    return f"有 {count} 处两边都改过，这里保留自己的，带回以后在办公室裁定。" if count else ""


def _merge(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.foundation.kits import station
    from xuncha.kernel.actor import SYSTEM

    if station.read() is not None:
        raise UsageError("这里是外出站点，带回的数据包要在办公室的站点上并入。")
    if args.settle is not None:
        return _settle(args)
    from xuncha.cycle.outings.services.keeping import is_certificate, take_certificate
    from xuncha.cycle.outings.services.merging import merge_package
    from xuncha.foundation.kits.package import look

    source = Path(args.file).absolute()
    if not args.file:
        raise UsageError("请写明要并入的数据包。")
    if is_certificate(source):
        row = take_certificate(SYSTEM, source=source)
        print(json.dumps({"machine": row.code, "wiped_on": str(row.wiped_on)}, ensure_ascii=False)
              if args.json else f"设备 {row.code} 已登记清理（{row.wiped_on}）。")  # fmt: skip
        return 0
    look(source)
    phrase = ask_passphrase(_PHRASE)
    merged = merge_package(SYSTEM, source=source, passphrase=phrase, rehearse=args.rehearse)
    return _tell_merged(args, merged)


def _tell_merged(args: argparse.Namespace, merged: Merged) -> int:
    told = {
        "records": merged.records, "new_files": merged.files, "renumbered": merged.renumbered,
        "clashes": merged.clashes, "receipt": merged.receipt, "rehearsed": args.rehearse,
    }  # fmt: skip
    _tell(args, merged.slip, told)
    if not args.json:
        print(f"并入 {merged.records} 条记录、{merged.files} 份新文件。")
        for line in merged.renumbered:
            print(line)
        for line in merged.clashes:
            print(f"冲突：{line}")
        if merged.clashes:
            print("请在“外出数据包”页面裁定，或者用 kit merge --settle 编号 --choice keep|take。")
        print("演练完成，站点没有改动。" if args.rehearse else f"回执：{merged.receipt}")
    return 1 if merged.clashes else 0


def _settle(args: argparse.Namespace) -> int:
    from xuncha.cycle.outings.services.settling import CHOICES, settle_clash
    from xuncha.kernel.actor import SYSTEM

    choice = args.choice
    if choice is None:
        if not sys.stdin.isatty():
            raise UsageError("请用 --choice keep（办公室的）或者 --choice take（外出站点的）裁定。")
        choice = input("keep 以办公室的为准，take 以外出站点的为准：").strip()
    row = settle_clash(
        SYSTEM, clash_id=args.settle, version=None, choice=choice, note=args.note
    )  # fmt: skip
    print(json.dumps({"clash": row.pk, "state": row.state}) if args.json
          else f"{row.title}：{CHOICES[choice]}。")  # fmt: skip
    return 0


def _wipe(args: argparse.Namespace) -> int:
    from xuncha.site.outposts import wipe
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.cycle.outings.wiping import Wish

    wish = Wish(args.by, args.receipt, args.force, args.reason)
    count = wipe(Path(args.certificate).absolute(), wish)
    print(json.dumps({"files": count, "certificate": args.certificate}, ensure_ascii=False)
          if args.json
          else f"已清理 {count} 份文件。清理证明：{args.certificate}，请打印签字，并在办公室用"
               " kit merge 登记。")  # fmt: skip
    return 0


def _list(args: argparse.Namespace) -> int:
    from xuncha.site.setup import require_site

    require_site()
    from xuncha.cycle.outings import finding

    told = finding.listed()
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for one in told:
        print(f"{one['team']:>4}　{one['name']}　授权到 {one['until']}　{'、'.join(one['units'])}")
        for machine in one["machines"]:
            print(
                f"      设备 {machine['code']}　领用人 {machine['holder']}　{machine['standing']}"
            )
    return 0


def _tell(args: argparse.Namespace, slip: Slip, more: dict[str, Any] | None = None) -> int:
    if args.json:
        print(json.dumps({"slip": slip.told(), **(more or {})}, ensure_ascii=False))
    else:
        print("\n".join(slip.lines()))
    return 0
