"""``python -m benchmarks.check [SET...] [--part P] [--seeds N] [--errors N] [--rules FILE]``.

Without a set: all of them side by side, the sentences rule by rule, and a large ledger. With
``--rules`` an office sees what its own thresholds and words change in the labelled sets.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from benchmarks.check.pairs.__main__ import main as pairs
from benchmarks.check.sets import BY_NAME, SETS, LabelledSet, Part
from benchmarks.check.speed import run
from benchmarks.check.tally import Tally, changes, share, side_by_side, table, together


def main(words: list[str] | None = None) -> None:
    args = _arguments(words)
    if args.rules:
        _changed(args)
        return
    chosen = [BY_NAME[name] for name in args.sets] or list(SETS)
    told = {one.name: _measured(one, args) for one in chosen}
    if not args.sets:
        print(f"\n== 各套合看（查出/埋设）\n{_together(told)}", flush=True)
        print("\n== 短句")
        pairs([])
        print(f"\n== 大台账\n{run(args.rows)}" if args.rows else "", flush=True)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check")
    parser.add_argument("sets", nargs="*", metavar="SET", help="、".join(BY_NAME))
    parser.add_argument("--part", default="", help="one part of the sets")
    parser.add_argument("--seeds", type=int, default=24, help="scenarios of a part that is drawn")
    parser.add_argument("--errors", type=int, default=0, help="so many errors of each rule")
    parser.add_argument("--only", default="", help="errors of this kind only, e.g. R02")
    parser.add_argument("--rules", type=Path, help="an office's own settings (JSON)")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of a large ledger")
    args = parser.parse_args(words)
    if unknown := set(args.sets) - set(BY_NAME):
        parser.error(f"no set {', '.join(sorted(unknown))}; there are {', '.join(BY_NAME)}")
    return args


def _measured(told: LabelledSet, args: argparse.Namespace) -> list[tuple[Part, Tally]]:
    """The parts of a set: in full if it was asked for, else in a line each."""
    print(f"\n== {told.title}（{told.name}）：{told.by}。{told.unseen}。")
    measured = []
    for part in told.parts:
        if args.part in ("", part.name):
            tally = part.measure(args.seeds, None)
            measured.append((part, tally))
            _show(part, tally, args)
    return measured


def _show(part: Part, tally: Tally, args: argparse.Namespace) -> None:
    if args.sets:
        print(f"-- {part.title}\n{table(tally)}", flush=True)
    else:
        wrong = share(tally.alarmed, tally.judged)
        print(f"{part.title}：查全 {tally.recall}；误报的行 {wrong}", flush=True)
    for kind, lines in sorted(tally.told.items()) if args.errors and part.is_opened else ():
        if args.only in kind:
            print(*(f"[{kind}] {line}" for line in lines[: args.errors]), sep="\n")


def _together(told: Mapping[str, list[tuple[Part, Tally]]]) -> str:
    """Each set, those of folders by other hands together, what nobody looked into, and all."""
    whole = {name: together(tally for _, tally in parts) for name, parts in told.items()}
    every = [one for parts in told.values() for one in parts]
    others = ("别人出题", together(whole[one.name] for one in SETS if one.is_of_folders))
    sealed = ("没打开的", together(tally for part, tally in every if not part.is_opened))
    total = ("合计", together(tally for _, tally in every))
    return side_by_side(
        [*((one.title, whole[one.name]) for one in SETS), others, sealed, total], [others, total]
    )


def _changed(args: argparse.Namespace) -> None:
    """What the office's own rules change; of the sets of folders unless others are named."""
    names = args.sets or [one.name for one in SETS if one.is_of_folders]
    parts = [part for name in names for part in BY_NAME[name].parts if args.part in ("", part.name)]
    before = together(part.measure(args.seeds, None) for part in parts)
    after = together(part.measure(args.seeds, args.rules) for part in parts)
    print(f"照 {args.rules.name} 改过以后：\n{changes(before, after)}")


if __name__ == "__main__":
    main()
