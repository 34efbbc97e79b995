"""R18 制度照抄: new rules match another unit's, or an upper body's paper in the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.naming import name_key
from xuncha.engines.checking.prose import bare
from xuncha.engines.checking.proving import Proof, proofs_of, shelf_of
from xuncha.engines.checking.report import Other, Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.units import core
from xuncha.engines.reading.records import Field, ProofFile

CODE = "R18"
_GRAM = 6
_KIND = re.compile(
    r"制度|办法|规定|细则|规程|守则|规则|章程|规范|机制|流程|公约|准则|标准|指引|指南|手册|须知|禁令"
    r"|[一二三四五六七八九十\d]+(?:条|不准|严禁|不得)(?![款件例信线])"
)
_BINDS = re.compile(
    r"不得|应当?|须|必须|一律|严禁|禁止|不予|方可|追究|每(?:月|季|年|周|半年|学期)|[由经][^,，。;；\n]{1,12}(?:负责|审批|审议|批准|签字|复核|保管|出具|提出)"
)
"""What rules bind people to: three such words in a numbered text make it one of rules."""
_FEWEST_BINDING = 3
_OF_A_MEETING = re.compile(r"纪要|会议记录|记录|台账|清单|名单|登记|报告|总结|方案|合同|协议|通报")
_LINES = re.compile(r"^.{16,}$", re.MULTILINE)
_FEW_LINES = 4
_ARTICLES = re.compile(
    r"(?:^|(?<=[\n。;；:：]))[ \t\u3000]*"
    r"(?:第[一二三四五六七八九十百]+条|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)"
    r"|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])"
)
_IN_A_ROW = re.compile(
    r"[①②③④⑤⑥⑦⑧⑨⑩]|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]是"
)
"""How a cell tells one article after the other."""
_UPPER_FOLDER = re.compile(r"上级|上位|参考|范本|模板|示范文本|依据")
_BODY = re.compile(
    r"(?:国家|[省市县区州厅部]|[\u4e00-\u9fff]{2,4}[省市县区州])[\u4e00-\u9fff]{1,10}?(?:厅|局|委员会|委|办公室|办|政府)"
)
_NUMBERING = re.compile(r"第[一二三四五六七八九十百]+条|[①②③④⑤⑥⑦⑧⑨⑩]|[一二三四五六七八九十]是")
_ALIKE = 4
"""Characters in a row by which two names of one body are known: 望湖街道党工委, 望湖街道办事处."""
_MOST_READ = 60_000


@dataclass(frozen=True, slots=True)
class Paper:
    """Rules as a text for comparing: a file that a row names, one that none names (no ``view``), or
    the words of a cell (no ``file``)."""

    grams: frozenset[str]
    file: ProofFile | None = None
    view: RowView | None = None
    proof: Proof | None = None
    cell: Field | None = None
    is_upper: bool = False
    """Another body's paper, though a row names it: its name, folder or signing line says so."""


def _run(run: Run) -> Iterator[RowSignal]:
    named = _beside_own(list(_named(run)))
    quoted = list(_quoted(run))
    mine = [one for one in named if not one.is_upper]
    mine += [*(one for one in quoted if one.view and run.unit_of(one.view).is_checked)]
    if not mine:
        return
    others = [*named, *_upper(run, named), *quoted]
    told: set[tuple[int, str, int]] = set()
    for one in mine:
        view = one.view
        if view is None or (key := (view.unit_at, view.row.sheet, view.row.row)) in told:
            continue
        match = _best(run, one, others)
        if match is not None:
            told.add(key)
            yield _signal(run, one, *match)


def _beside_own(named: Sequence[Paper]) -> list[Paper]:
    """Only beside a paper of the row's own is another an upper body's: a unit signs by more names
    than its ledger has."""
    own = {(*one.view.block, one.view.row.row) for one in named if one.view and not one.is_upper}
    return [
        one
        if one.view and (*one.view.block, one.view.row.row) in own
        else replace(one, is_upper=False)
        for one in named
    ]


def _named(run: Run) -> Iterator[Paper]:
    """Rules that rows name as their proofs."""
    shelf = shelf_of(run)
    least = int(run.number(CODE, "min_chars"))
    held: dict[str, frozenset[str]] = {}
    for view in run.views if shelf else ():
        unit = run.unit_of(view).ledger.unit
        for proof in proofs_of(view, shelf, run.lexicon, unit):
            file = proof.files[0] if proof.files else None
            if file is None or not _is_rules(file):
                continue
            if file.relative not in held:
                held[file.relative] = _grams(file.text, unit, least)
            if held[file.relative]:
                upper = _is_of_another(file, unit)
                yield Paper(held[file.relative], file, view, proof, is_upper=upper)


def _is_of_another(file: ProofFile, unit: str) -> bool:
    """Whether the paper's folder, name, first or signing line tells another body than the unit."""
    if _UPPER_FOLDER.search(file.relative):
        return True
    lines = file.text.strip().splitlines()
    told = [file.relative.rsplit("/", 1)[-1], *lines[:1], *lines[-2:]]
    bodies = [one for line in told if len(line) < 40 for one in _BODY.findall(bare(line))]
    return bool(unit and bodies) and not any(_names_unit(bare(line), unit) for line in told)


def _names_unit(line: str, unit: str) -> bool:
    """Whether the line tells the unit, be it by its committee or by its office."""
    name = core(unit)
    longest = {name[at : at + _ALIKE] for at in range(len(name) - _ALIKE + 1)}
    return any(one in line for one in (*_names_of(unit), *longest))


def _names_of(unit: str) -> list[str]:
    """The unit's name, and its name without the place in front."""
    name = core(unit)
    short = re.sub(r"^.{1,6}?(?:省|市|县|区)(?=.{2})", "", name)
    return [one for one in (name, short) if len(one) > 1]


def _upper(run: Run, named: Sequence[Paper]) -> Iterator[Paper]:
    """Papers in the folder that no row names and no checked unit wrote."""
    taken = {one.file.sha256 for one in named if one.file}
    units = [core(unit.ledger.unit) for unit in run.checked if unit.ledger.unit]
    least = int(run.number(CODE, "min_chars"))
    for file in run.proofs.files if run.proofs else ():
        if file.sha256 in taken or not _is_rules(file):
            continue
        name = core(name_key(file.relative))
        if not any(unit and unit in name for unit in units):
            grams = _grams(file.text, "", least)
            if grams:
                yield Paper(grams, file)


def _quoted(run: Run) -> Iterator[Paper]:
    """Rules that cells of any ledger write out in full."""
    least = int(run.number(CODE, "min_chars"))
    for unit in run.units:
        for view in unit.views:
            for name in (Field.MEASURE, Field.PROGRESS):
                text = view.text(name)
                if len(text) >= least and _tells_rules(text[:_MOST_READ]):
                    grams = _grams(text, unit.ledger.unit, least)
                    if grams:
                        yield Paper(grams, view=view, cell=name)


def _tells_rules(text: str) -> bool:
    """Whether a cell writes rules out: articles, or points in a row after a word for rules."""
    if len(_ARTICLES.findall(text)) >= 2:
        return True
    points = list(_IN_A_ROW.finditer(text))
    return len(points) >= 3 and _KIND.search(text, 0, points[0].start()) is not None


def _is_rules(file: ProofFile) -> bool:
    name = file.relative.rsplit("/", 1)[-1]
    opening = file.text[:200]
    text = file.text[:_MOST_READ]
    if not (_KIND.search(name) or _KIND.search(opening)):
        return _binds(name, text)
    # Numbers that the word processor counts stand in no text: then the lines are the articles.
    return len(_ARTICLES.findall(text)) >= 2 or (
        _KIND.search(name) is not None and len(_LINES.findall(text)) >= _FEW_LINES
    )


def _binds(name: str, text: str) -> bool:
    """Rules under another name: numbered, or line by line, and binding people."""
    if _OF_A_MEETING.search(name) or len(_BINDS.findall(text)) < _FEWEST_BINDING:
        return False
    return len(_ARTICLES.findall(text)) >= 3 or len(_LINES.findall(text)) >= _FEW_LINES


def _grams(text: str, unit: str, least: int) -> frozenset[str]:
    """Runs of characters of the articles, without title, figures and the unit's own name."""
    first = _ARTICLES.search(text[:_MOST_READ]) or _IN_A_ROW.search(text[:_MOST_READ])
    start = first.start() if first else text.find("\n") + 1
    body = text[start:_MOST_READ]
    plain = _NUMBERING.sub("", re.sub(r"\d", "", bare(body)))
    # The whole name first: in the order of a set, the answer would change from run to run.
    for part in _names_of(unit):
        plain = plain.replace(part, "")
    plain = re.sub(
        r"本(?:单位|局|院|校|镇|乡|街道|公司|中心|委|办|村|社区)|各科室|各股室", "", plain
    )
    if len(plain) < least:
        return frozenset()
    return frozenset(plain[at : at + _GRAM] for at in range(len(plain) - _GRAM + 1))


def _best(run: Run, one: Paper, others: Sequence[Paper]) -> tuple[Paper, float] | None:
    """The paper most like it: of another ledger, or of an upper body."""
    assert one.view is not None
    held: tuple[Paper, float] | None = None
    for other in others:
        if other.view is not None and other.view.unit_at == one.view.unit_at and not other.is_upper:
            continue
        if other.file is not None and other.file is one.file:
            continue
        share = len(one.grams & other.grams) / max(1, min(len(one.grams), len(other.grams)))
        if share >= run.number(CODE, "share") and (held is None or share > held[1]):
            held = (other, share)
    return held


def _signal(run: Run, one: Paper, other: Paper, share: float) -> RowSignal:
    assert one.view is not None
    whose, place = _whose(run, other)
    if one.proof is None:
        assert one.cell is not None
        return RowSignal(
            one.view,
            f"{one.cell.value}里写的制度与{whose}条文{share:.0%}相同（单位名称不计），没有结合本单位实际",
            one.view.whole(one.cell),
            place,
        )
    named = one.proof.named
    return RowSignal(
        one.view,
        f"新订的“{named.words}”与{whose}条文{share:.0%}相同（标题和单位名称不计），没有结合本单位实际",
        (Span(Field.EVIDENCE.value, named.start, named.end),),
        place,
    )


def _whose(run: Run, other: Paper) -> tuple[str, Other | None]:
    """Whose rules these are in words, and the row that they stand in."""
    there = other.file.relative.rsplit("/", 1)[-1] if other.file else ""
    if other.view is None or other.is_upper:
        return f"文件夹里的“{there}”", None
    unit = run.unit_of(other.view)
    start, end = 0, len(other.view.text(other.cell)) if other.cell else 0
    if other.proof is not None:
        start, end = other.proof.named.start, other.proof.named.end
    what = f"“{there}”" if there else f"{other.cell.value if other.cell else ''}里写的制度"
    row = other.view.row.row
    place = Other(unit.ledger.file, row, start, end, unit.sheet_name(other.view))
    return f" {unit.ledger.file} 第{row}行的{what}", place


RULE = Rule(
    code=CODE,
    name="制度照抄",
    severity=Severity.MEDIUM,
    params={
        "share": Param(0.6, "条文至少多少相同", 0, 1),
        "min_chars": Param(40, "条文至少几个字才比较", 1, 100_000),
    },
    rows=_run,
)
