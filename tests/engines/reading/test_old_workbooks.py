"""Old .xls files, and workbooks made to bring down whoever reads them."""

from __future__ import annotations

import base64
import random
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.reading.test_hostile import part, rewritten
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Field, ReadError

# Two rows that share one finding, merged; title in the first row.
OLD = (
    r"""c-rk)O-NKx6h8O8H_lHp<BVybfryZm*+Sb?pwEJG)#Nmb!k_Z*EkYY*FrpS_nNW}<M4-_|a8nDbMSoOMP|%_<Y7q"""
    r"""pHQ?v@AqNs)XI_JFm#?f3jQBv`~$2<3&bI&>V+_}H=o=$`(N3IqmVIHbLg&ETeS!p_fuh$krfc2(HtX+EWH68p@@"""
    r"""Op3{vs`dH@YqdbNaLLZ1+HlKkpjHIw*k5!(iu03mJnMxhh{-JR3a5{0X0F$=d5y=wlZDL^fFuCVOq_a0j8B`J1Od"""
    r"""5LXVVgl(Tq`Qp|Nhptv{K=Ot^(ArBtWEIv9YEL#_BN$hX#_&X~KH9w33j$4fpHxkVqlaPx8I0|3QB7iUUO1)R)=$"""
    r"""BS60QKMJ>fH<I&ng-~FPKd{!TZ4vWg68e;$y62U<yt_0Hpv=RpE*c#y7{p9lBB7P#1mBlWcrl-)(F%$Q0er?EMzg"""
    r"""Ks<?^9R6@_Xb9Ou(b!JOlHH}&y9TnS>q9LMo32Gw5ETal5my}NeOEb>1Ldgt+(`ALsvuQ`YWc2@_-OCvy&^PcuL$"""
    r"""rO@*{17Z05tfl0tYIOkMo+Y)4D2zK=D%d_GvG$SUeMm~f0d&^gF8+;^PY0Hy4)j_GlZx{~<<rnzW?Wl3$GWVZLQ%"""
    r"""?Yk8!FDz<p6jdA_%+D)zmMK5?0>7TMSiR%c_er2g+2nsc&fFbKRta=Cd$P5VZtrlE`{82UNO!8Y4`CcA(^`=kIHP"""
    r"""A1|PFwrsELgzK7+bv5#25N3ai3OR|4aOHxo$Q<BP&Y)M1OC9_fHMeb32tPAs~k-armvl2yirzDE(Nl6shD<iA(B9"""
    r"""Eh;D*I{ig7YU&m81G(9F?OkOGy;fkJ39FSC!io+(R|(&Y?k-k^|Q%b==oy;R6Q_95`^`z<~n?zXG~v(&b8(_ivZH"""
    r"""*SqC+ooRe$oX;fxEp|aCKHd1obQ{F6Ou*rc=FbXn2|Jcpq>uf*kgywDPe41ga31X$&tLpsCer(}Xvfg+TSA$(Ka)"""
    r"""wGf4Kc0vrY57"""
)


def old() -> bytes:
    return zlib.decompress(base64.b85decode(OLD))


def shared_strings(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["序号", "反馈问题", "整改措施", "整改状态"])
    sheet.write_row(1, 0, [1, "甲不清", "做甲", "已完成"])
    book.close()
    return path


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    path.write_bytes(old())
    read = read_ledger(path)
    assert read.unit == "清源区民政局党组"
    assert [(row.row, row.block_row) for row in read.rows] == [(3, 3), (4, 3)]
    assert [row.text(Field.FINDING) for row in read.rows] == ["甲不清", "甲不清"]
    assert read.rows[1].cell(Field.FINDING).shared


def test_damaged_old_workbooks_end_in_a_sentence(tmp_path: Path) -> None:
    chance, whole = random.Random(1), old()
    for number in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(5, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.xls"
        path.write_bytes(bytes(data[: chance.randrange(600, len(data))]))
        try:
            read_ledger(path)
        except ReadError as problem:
            told = str(problem)
        else:
            continue
        assert told.startswith(f"“{path.name}”")
        assert told.endswith("。")


@pytest.mark.parametrize(
    ("name", "old_bytes", "new_bytes"),
    [
        ("xl/sharedStrings.xml", b'uniqueCount="7"', b'uniqueCount="4000000000"'),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="ZZZZZZ2"'),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="A4294967295"'),
    ],
)
def test_counts_and_places_made_to_use_up_the_memory(
    tmp_path: Path, name: str, old_bytes: bytes, new_bytes: bytes
) -> None:
    path = shared_strings(tmp_path / "改.xlsx")
    data = part(path, name)
    assert old_bytes in data
    rewritten(path, {name: data.replace(old_bytes, new_bytes)})
    with pytest.raises(ReadError, match=r"改\.xlsx”已损坏"):
        read_ledger(path)
