# ruff: noqa: RUF001  (Chinese noughts)
"""Sums of money in texts and cells, in yuan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from xuncha.engines.reading.records import Cell, Money
from xuncha.engines.reading.text import fold

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CJK = "〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
          "亿": 10**8}  # fmt: skip
_UNIT = r"(?:亿|千万|百万|十万|万|千|百)"
_ROUND = r"(?:余|多)?"
_S = r"[ \t]*"
_PIECE = rf"{_NUMBER}{_S}{_ROUND}{_S}{_UNIT}{_S}{_ROUND}"
_SUM = re.compile(
    rf"(?<![\d.A-Za-z第])(?<!\d,)(?P<digits>{_PIECE}(?:{_S}零?{_S}{_PIECE})*(?:{_S}零?{_S}{_NUMBER})?|{_NUMBER}{_S}{_ROUND})"
    rf"{_S}(?P<yuan>元|圆|块钱|人民币)?(?:{_S}(?P<jiao>\d)[ \t]*角)?"
    r"(?:[ \t]*(?P<fen>\d)[ \t]*分(?!别|之|部|类|管|局|期))?"
)
_WORDS = re.compile(
    rf"(?P<cjk>[{_CJK}万亿]+)(?P<round>余|多)?(?P<yuan>元|圆)(?![旦宵素首件复老化结方函论])整?"
)
_SIGNED = re.compile(
    rf"(?:¥|人民币|RMB)[ \t]*(?P<digits>{_NUMBER})(?![\d万亿千百]|[ \t]*[万亿千百元])"
)
_PAIR = re.compile(rf"({_NUMBER})[ \t]*(亿|千万|百万|十万|万|千|百)?")
_LINE = re.compile(r"(?:金额)?单位[:为]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|元)")
_FACTORS = {"亿元": 10**8, "百万元": 10**6, "万元": 10**4, "千元": 10**3, "元": 1}
_DIGIT_SIGNS = (
    "〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖",
)  # fmt: skip
_DIGITS = {sign: worth for worth, signs in enumerate(_DIGIT_SIGNS) for sign in signs}
_MONEY_SIGNS = frozenset("元圆块币万亿¥￥RＲ")
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def find_money(text: str) -> list[Money]:
    """All sums in a text, in order: 元, 万元, 亿元, 1亿2000万元, 3.5万 (with 元, or 万/亿 and no
    counter after it), 1,234.56元, full-width digits, Chinese numerals before 元."""
    if _MONEY_SIGNS.isdisjoint(text):
        return []
    plain = fold(text)
    found = [*_by_digits(plain), *_by_words(plain), *_by_sign(plain)]
    found.sort(key=lambda one: (one.start, -one.end))
    chosen: list[Money] = []
    for one in found:
        if not chosen or one.start >= chosen[-1].end:
            words = text[one.start : one.end]
            chosen.append(Money(one.yuan, words, one.start, one.end))
    return chosen


def read_amount(cell: Cell | str | object, factor: Decimal | None = None) -> Decimal | None:
    """The sum in a cell, in yuan: by the unit in the cell, else the header's ``factor``, else yuan.

    None for an empty cell and for words that are no sum. Several sums in one cell are added."""
    value = cell.value if isinstance(cell, Cell) else cell
    if isinstance(cell, Cell) and cell.text:
        value = cell.text
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        amount = Decimal(str(value))
        return _exact(amount * (factor or 1)) if amount.is_finite() else None
    return _of_text(fold(value).strip(), factor) if isinstance(value, str) else None


def unit_in_lines(lines: Iterable[str]) -> Decimal | None:
    """The unit that title lines tell for all sums (单位：万元)."""
    for line in lines:
        found = _LINE.search(fold(line))
        if found:
            return Decimal(_FACTORS[found[1]])
    return None


def _of_text(plain: str, factor: Decimal | None) -> Decimal | None:
    bare = re.sub(r"^(?:约|共计?|合计|计|人民币|¥|RMB)+\s*|\s*(?:余|多|左右|整)$", "", plain)
    if re.fullmatch(rf"-?{_NUMBER}", bare):
        try:
            return _exact(Decimal(bare.replace(",", "")) * (factor or 1))
        except InvalidOperation:
            return None
    sums = find_money(plain)
    if sums:
        return sum((one.yuan for one in sums), Decimal(0))
    if bare in {"无", "零", "〇", "0"} or plain in {"不涉及", "未涉及"}:
        return Decimal(0)
    return None


def _by_digits(plain: str) -> list[Money]:
    found = []
    for match in _SUM.finditer(plain):
        if not _is_money(match, plain):
            continue
        yuan = _value(match["digits"])
        yuan += Decimal(match["jiao"] or 0) / 10 + Decimal(match["fen"] or 0) / 100
        start, end = match.start(), match.start() + len(match[0].rstrip())
        found.append(Money(_exact(yuan), "", start, end))
    return found


def _is_money(match: re.Match[str], plain: str) -> bool:
    """With 元 it is; without, only 万 or 亿 that no counter follows (3.5万, not 3万人)."""
    if match["yuan"]:
        return not re.match(r"[旦宵素首老]", plain[match.end() :])
    if not re.search(r"[万亿]", match["digits"]):
        return False
    if match[0].strip() == plain.strip().lstrip("约近共计合"):
        return True
    after = plain[match.end() : match.end() + 1]
    before = plain[max(0, match.start() - 12) : match.start()]
    return (not after or after in ",.;:)、 \n并和及与到已全未") and bool(
        re.search(r"[款资金费额钱元补贴租薪税息罚收缴退支付债账值价产损投]", before)
    )


def _value(digits: str) -> Decimal:
    total = Decimal(0)
    for number, scale in _PAIR.findall(re.sub(r"[\s余多零]", "", digits)):
        total += Decimal(number.replace(",", "")) * _SCALE[scale]
    return total


def _by_words(plain: str) -> list[Money]:
    found = []
    for match in _WORDS.finditer(plain):
        yuan = _of_numerals(match["cjk"])
        if yuan is not None:
            found.append(Money(Decimal(yuan), "", match.start(), match.end()))
    return found


def _by_sign(plain: str) -> list[Money]:
    return [
        Money(_exact(Decimal(match["digits"].replace(",", ""))), "", match.start(), match.end())
        for match in _SIGNED.finditer(plain)
    ]


def _of_numerals(words: str) -> int | None:
    """三万五千 → 35000; None where the signs make no number."""
    if not any(one in _DIGITS or one in "十拾" for one in words):
        return None
    total = section = digit = 0
    for one in words:
        if one in _DIGITS:
            digit = _DIGITS[one]
        elif one in _POWERS:
            section += (digit or (1 if one in "十拾" else 0)) * _POWERS[one]
            digit = 0
        elif one == "万":
            total += (section + digit) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit) * 10**8
            section = digit = 0
    return total + section + digit


def _exact(value: Decimal) -> Decimal:
    """Without the noise of binary fractions: to a hundredth of a fen at most."""
    if value.adjusted() > 18:
        return value
    return value.quantize(Decimal("0.0001")).normalize() + 0
