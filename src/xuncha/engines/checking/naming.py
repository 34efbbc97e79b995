"""The proof files that a cell names, and how a name fits a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.reading.records import ProofFile
from xuncha.engines.reading.text import without_marks

_HARD_SEPARATORS = re.compile(r"[;；\n\r|]+|(?<=[^\s①-⑳])(?=[①-⑳])")
"""A circled number in the middle begins another name."""
_SOFT_SEPARATORS = re.compile(r"[、,，]+")
_TITLED = re.compile(r"《[^《》]*》")
_NUMBERING = re.compile(
    r"^(?:(?:附件|佐证|佐证材料|材料|证据|附)\s*[\d一二三四五六七八九十]{0,3}(?:[-.－_]\d{1,3})*\s*[.:：、_\-—\s)）]+"
    r"|[(（\[【]\s*[\d一二三四五六七八九十]{1,3}(?:[-.]\d{1,3})*\s*[)）\]】]\s*[.、_\-—:：]?"
    r"|\d{1,3}(?:[-.－_]\d{1,3})*\s*[.、_\-—:：\s)）]+(?!\d+[年月日]|(?<=\s)[年月日])"
    r"|[一二三四五六七八九十]{1,3}\s*[、.]|[①②③④⑤⑥⑦⑧⑨⑩])\s*"
)
_LOOSE_NUMBERING = re.compile(
    r"^(?:附件|佐证材料|佐证|证据)?\d{1,2}(?=[\u4e00-\u9fff《])(?![年月日号户个份名人张件次台项期楼栋元万组队路])"
)
_EXTENSION = re.compile(r"\.(?:[a-z][a-z0-9]{1,4}|7z)$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:详?见|参见|另见|具体见)?(?:附件|附页|佐证材料|佐证|附)?\s*(?:[\d一二三四五六七八九十]{1,3})?\s*[:：]\s*"
)
_COUNT = re.compile(
    r"[(（]?(?:共|各|计)?\s*[\d一二三四五六七八九十]+\s*(?:份|张|页|件|幅|套|本|册|个)[)）]?$"
)
_REMARK = re.compile(r"[(（][^()（）]{1,16}[)）]$")
_FORM = re.compile(r"(?:汇总表?|一览表|统计表|明细表?|扫描件|复印件|影印件|原件|全套资料|说明)$")
_SHORTEST_ROOT = 3
_TAIL = re.compile(r"(?:等|等材料|等资料)$")
_SERIAL = re.compile(r"(?<!\d)\d{1,2}$")
_LABEL = re.compile(r"^(?:详?见)?((?:附件|佐证)(?:材料)?)\s*(\d{1,3}(?:-\d{1,2})?)(?![\d-])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as told, with its place in the stored text."""

    words: str
    start: int
    end: int


def name_key(name: str) -> str:
    """A file name for comparing: without folder, extension, numbering, 《》, case, blanks."""
    plain = unicodedata.normalize("NFKC", without_marks(name)).strip()
    plain = re.split(r"[/\\]", plain)[-1].strip()
    plain = _EXTENSION.sub("", plain).strip()
    bare = _NUMBERING.sub("", plain, count=1)
    while bare and bare != plain:
        plain, bare = bare, _NUMBERING.sub("", bare, count=1)
    plain = re.sub(r"[《》〈〉]", "", plain)
    return _BLANKS.sub("", plain).lower()


def loose_key(name: str) -> str:
    """``name_key`` without a bare number in front, a count at the end, 等."""
    key = _LOOSE_NUMBERING.sub("", name_key(name))
    key = _TAIL.sub("", key)
    return re.sub(r"[\W_]+", "", _COUNT.sub("", key))


def root_key(name: str) -> str:
    """``loose_key`` without a remark in brackets at the end and a word for the form of the paper:
    派车单（4至6月） and 派车单汇总.xlsx are one."""
    plain = unicodedata.normalize("NFKC", _EXTENSION.sub("", without_marks(name).strip()))
    key = loose_key(_REMARK.sub("", plain))
    root = _FORM.sub("", key)
    return root if len(root) >= _SHORTEST_ROOT else key


def names_none(words: str, lexicon: Lexicon) -> bool:
    """Whether the words name no file: 见附件, 另附, 无, 略, 详见材料 and a number after them."""
    plain = unicodedata.normalize("NFKC", words)
    plain = re.sub(r"[\s。.,，;；:：()（）]+", "", plain).lower()
    plain = re.sub(r"[\d一二三四五六七八九十\-~至到]+$", "", plain)
    if not plain:
        return True
    return plain in {word.strip().lower() for word in lexicon.words("no_proof")} or bool(
        re.fullmatch(
            r"(?:暂|尚|目前|均)?(?:无|没有|缺)(?:佐证|证明|支撑|相关|有关|书面|纸质)*(?:材料|资料|附件|文件|凭据)?"
            r"|(?:相关|有关|全部|原始|纸质|书面|佐证|整改)*(?:材料|资料|档案|原件|凭证)?(?:均|已|另行|统一)*(?:备查|待查|存档|归档|留存|另附|另存|在册|可查|齐全|备案)"
            r"|(?:详|情|请|参|另|已|后|均|具体|全部)*(?:见|附|详|存|留)(?:于|在)?(?:后|纸质|书面|原始|相关|有关|全套"
            r"|整改|支撑|证明|佐证|档案|存档|电子|单位|单独|本单位|办公室|股室|科室)*(?:附件|附页|附表|材料|资料|档案"
            r"|台账|卷宗|文件夹|原件|版|件|盒|卷|册|文档|图片|照片集|u盘|光盘)*(?:中|内|里|备查|待查|可查|装订成册)*",
            plain,
        )
    )


def pieces(text: str) -> list[list[Named]]:
    """The names told in a cell: groups cut by ; or line breaks, each cut further by 、 and ,.

    A group is kept whole as well, for a file's own name may hold 、.
    """
    return [_soft(text, start, end) for start, end in _cut(text, 0, len(text), _HARD_SEPARATORS)]


def _soft(text: str, start: int, end: int) -> list[Named]:
    return [Named(text[a:b], a, b) for a, b in _cut(text, start, end, _SOFT_SEPARATORS)]


def _cut(text: str, start: int, end: int, separators: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Ranges between separators, not inside 《》 and not after a leading number (1、)."""
    shielded = [found.span() for found in _TITLED.finditer(text, start, end)]
    begin = start
    for found in separators.finditer(text, start, end):
        if any(a < found.start() < b for a, b in shielded):
            continue
        if re.fullmatch(
            r"\s*[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*", text[begin : found.start()]
        ):
            continue
        yield from _stripped(text, begin, found.start())
        begin = found.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    stop = start + len(piece.rstrip().rstrip("。."))
    lead = _LEAD.match(text[begin:stop])
    if lead and lead.end() < stop - begin:
        begin += lead.end()
    if begin < stop:
        yield begin, stop


class Shelf:
    """The proof files by their comparable names."""

    def __init__(self, files: Sequence[ProofFile]) -> None:
        self._strict: dict[str, list[ProofFile]] = {}
        self._loose: dict[str, list[ProofFile]] = {}
        self._roots: dict[str, list[ProofFile]] = {}
        self._places: dict[str, list[ProofFile]] = {}
        for one in files:
            self._strict.setdefault(name_key(one.relative), []).append(one)
            self._shelve_by_place(one)
            key = loose_key(one.relative)
            self._loose.setdefault(key, []).append(one)
            self._roots.setdefault(root_key(one.relative), []).append(one)
            # 现场照片 is proved by 现场照片1.jpg, 现场照片2.jpg too.
            stem = _SERIAL.sub("", key)
            if stem and stem != key:
                self._loose.setdefault(stem, []).append(one)

    def find(self, words: str) -> list[ProofFile]:
        """The files that the name fits; among several, those in the folder that it tells."""
        found = (
            self._by(self._strict, name_key(words))
            or self._by(self._loose, loose_key(words))
            or self._by(self._roots, root_key(words))
            or self._by(self._places, _label_of(words) or _place_key(words))
        )
        if len(found) > 1:
            found = _same_extension(words, found)
        folder = _folder_of(words)
        inside = [one for one in found if folder and folder in _folder_of(one.relative)]
        return inside or found

    def _shelve_by_place(self, file: ProofFile) -> None:
        """By the folders that it lies in, and by the number that its name or a folder's begins
        with: 附件3 is proved by 附件3 开放登记.docx, 开放资料 by all that lies in that folder."""
        *folders, name = unicodedata.normalize("NFKC", file.relative).split("/")
        keys = {_place_key(one) for one in folders} | {_label_of(one) for one in (*folders, name)}
        for key in sorted(keys - {""}):
            self._places.setdefault(key, []).append(file)

    @staticmethod
    def _by(index: Mapping[str, list[ProofFile]], key: str) -> list[ProofFile]:
        return list(index.get(key, ())) if key else []


def _label_of(name: str) -> str:
    """附件3 of 附件3 开放登记.docx or 见附件3; "" for none."""
    found = _LABEL.match(unicodedata.normalize("NFKC", name).strip())
    return f"{found[1]}{found[2].lstrip('0')}" if found else ""


def _place_key(folder: str) -> str:
    """A folder's name for comparing, told in a cell with a closing stroke or without."""
    plain = unicodedata.normalize("NFKC", folder).strip().rstrip("/\\")
    return _BLANKS.sub("", re.sub(r"^.*[/\\]|[《》]|文件夹$", "", plain)).lower()


def _same_extension(words: str, found: list[ProofFile]) -> list[ProofFile]:
    told = _EXTENSION.search(unicodedata.normalize("NFKC", without_marks(words)).strip())
    if told is None:
        return found
    same = [one for one in found if one.relative.lower().endswith(told.group().lower())]
    return same or found


def _folder_of(name: str) -> str:
    plain = unicodedata.normalize("NFKC", without_marks(name)).replace("\\", "/")
    return _BLANKS.sub("", plain.rpartition("/")[0]).lower()
