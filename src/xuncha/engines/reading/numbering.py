"""Word's automatic numbers (一、 （一） 1.) as text: they stand in no paragraph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from xuncha.engines.reading.safe_xml import local

_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "ideographDigital",
                      "japaneseCounting", "taiwaneseCountingThousand"})  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """Counts through a document: ``mark`` is asked once for each paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def mark(self, paragraph: etree._Element) -> str:
        """The number before this paragraph, "" for none or a bullet."""
        told = self._numbered(paragraph)
        if told is None or told[0] not in self._abstract:
            return ""
        number, level = told
        key = self._abstract[number]
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts[key]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._written(levels, counts, level)

    def _written(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if levels[level].form in {"bullet", "none"}:
            return ""
        text = levels[level].pattern
        for one in range(level + 1):
            if one in levels:
                count = counts.get(one, levels[one].start)
                text = text.replace(f"%{one + 1}", _shown(count, levels[one].form))
        return text

    def _numbered(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = next((one for one in paragraph if local(one) == "pPr"), None)
        if properties is None:
            return None
        told = _num_pr(properties)
        if told is not None:
            return told if told[0] != "0" else None
        style = next((_val(one) for one in properties if local(one) == "pStyle"), "")
        return self._styles.get(style)

    def _read(self, root: etree._Element) -> None:
        for one in root:
            if local(one) == "abstractNum":
                self._levels[_attribute(one, "abstractNumId")] = {
                    int(_attribute(level, "ilvl") or 0): _level(level)
                    for level in one
                    if local(level) == "lvl" and _attribute(level, "ilvl").isdigit()
                }  # fmt: skip
            elif local(one) == "num":
                abstract = next((_val(sub) for sub in one if local(sub) == "abstractNumId"), "")
                self._abstract[_attribute(one, "numId")] = abstract

    def _read_styles(self, root: etree._Element) -> None:
        for style in root:
            if local(style) != "style":
                continue
            properties = next((one for one in style if local(one) == "pPr"), None)
            told = _num_pr(properties) if properties is not None else None
            if told is not None:
                self._styles[_attribute(style, "styleId")] = told


def _level(element: etree._Element) -> _Level:
    told = {local(one): _val(one) for one in element}
    start = told.get("start", "1")
    return _Level(
        told.get("numFmt", "decimal"), told.get("lvlText", ""), int(start) if start.isdigit() else 1
    )


def _num_pr(properties: etree._Element) -> tuple[str, int] | None:
    told = next((one for one in properties if local(one) == "numPr"), None)
    if told is None:
        return None
    values = {local(one): _val(one) for one in told}
    level = values.get("ilvl", "0")
    number = values.get("numId", "")
    return (number, min(int(level), _LEVELS - 1) if level.isdigit() else 0) if number else None


def _val(element: etree._Element) -> str:
    return _attribute(element, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return next(
        (str(v) for k, v in element.attrib.items() if str(k).rsplit("}", 1)[-1] == name), ""
    )


def _shown(count: int, form: str) -> str:
    if form in _CHINESE:
        return chinese(count)
    if form.startswith("decimalEnclosedCircle"):
        return _CIRCLES[count - 1] if 1 <= count <= len(_CIRCLES) else str(count)
    if form in {"upperLetter", "lowerLetter"} and 1 <= count <= 26:
        letter = chr(64 + count)
        return letter if form == "upperLetter" else letter.lower()
    return str(count)


def chinese(count: int) -> str:
    """1 to 99 in Chinese numerals; digits beyond."""
    if not 1 <= count <= 99:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
