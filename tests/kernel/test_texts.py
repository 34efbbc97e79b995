"""What comes out of word processors, as it is kept."""

from __future__ import annotations

import pytest

from xuncha.kernel.texts import line, paragraphs, prose


def test_pasted_paragraphs_stay() -> None:
    word = "问：一\r\n\r\n\r\n\r\n答：二\x0b　　三\xa0四 \r五\u200b\u2028六\ufeff"
    assert paragraphs(word) == "问：一\n\n答：二\n　　三 四\n五\n六"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("　　燃油费报销\u3000\u3000\r\n　　不附派车单。\r\n", "燃油费报销\n不附派车单。"),
        ("一、\t 采购没有比价\x0b（二）　 合同倒签", "一、采购没有比价\n（二）合同倒签"),
        ("1.\t虚列支出\n2．  白条入账\n③ 挪用", "1.虚列支出\n2．白条入账\n③挪用"),
        ("\uf0b7\t没有公示\n●  没有开会", "没有公示\n没有开会"),
        ("3.5万元\n2025年 3月", "3.5万元\n2025年 3月"),
        ("车队队长\t经办人", "车队队长 经办人"),
        ("○○公司　　　会计", "○○公司　会计"),
        ("共 47 笔，\xa0涉及\xad 8.62 万元\ufffc", "共 47 笔， 涉及 8.62 万元"),
        ("一\n\n\n\n二\n \n　\n", "一\n\n二"),
        ("vehicle log No. 7", "vehicle log No. 7"),
        ("", ""),
    ],
)
def test_prose_is_kept_without_what_the_word_processor_drew(pasted: str, kept: str) -> None:
    assert prose(pasted) == kept
    assert prose(kept) == kept


def test_a_line_is_one_line() -> None:
    assert line(" 保洁车辆\r\n燃油费\t ") == "保洁车辆 燃油费"
