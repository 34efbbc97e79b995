"""R06: no proof named, or missing, or empty. R07: one file for different findings."""

from __future__ import annotations

import dataclasses

import pytest

from tests.engines.checking.hand import check, codes, ledger, proof, proofs, signal
from xuncha.engines.checking.report import Report, Severity

TEXT = "收款收据三张，合计人民币叁万贰仟元整，经办人与缴款人均已签字。"


def _row(
    evidence: str | None, finding: str = "违规发放补贴", status: str = "已完成"
) -> dict[str, object]:
    return {"finding": finding, "status": status, "evidence": evidence}


def _check(evidence: str | None, *files: str) -> Report:
    held = proofs(*(proof(name, f"{TEXT}{name}") for name in files)) if files else None
    return check([ledger(_row(evidence))], proofs=held)


@pytest.mark.parametrize(
    "words",
    ["", None, "无", "略", "另附", "见附件", "见附件2", "详见材料", "附后", "见附件1-3",
     " 见附件。", "备查", "已归档", "详见档案盒", "/", "见纸质材料"],
)  # fmt: skip
def test_words_that_name_no_proof(words: str | None) -> None:
    rows = ledger(_row(words), _row("收据.pdf", "其他问题"))
    assert codes(check([rows])) == {5: {"R06"}}


@pytest.mark.parametrize(
    "words", ["收据.pdf", "《会议纪要》", "退款凭证、银行回单", "附件3：验收单"]
)
def test_without_a_folder_a_name_is_enough(words: str) -> None:
    assert codes(_check(words)) == {}


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("收款收据.pdf", "收款收据.pdf"),
        ("收款收据", "佐证/01-收款收据.PDF"),
        ("1.收款收据.pdf", "收款收据.pdf"),
        ("（一）《收款收据》", "3.收款收据.docx"),
        ("附件3：收款收据.pdf", "收款收据.pdf"),
        ("收款 收据（１）.pdf", "收款收据(1).pdf"),
        ("水利局\\收款收据.pdf", "水利局/收款收据.pdf"),
        ("见附件2：收款收据", "附件2 收款收据.pdf"),
        ("收据、发票汇总.xlsx", "收据、发票汇总.xlsx"),
        ("RECEIPT A.PDF", "receipta.pdf"),
        ("2024年5月回单.jpg", "2024年5月回单.jpg"),
        ("3号楼维修照片", "12_3号楼维修照片.jpg"),
        ("现场照片3张", "现场照片（1）.jpg"),
        ("附件1：《收款收据》", "附件1收款收据.docx"),
        ("见附件2", "附件02 收款收据.docx"),
        ("附件3", "附件3/收款收据.docx"),
        ("收据资料", "二组/收据资料/3月.docx"),
    ],
)
def test_names_fit_through_numbering_folders_and_case(words: str, file: str) -> None:
    assert codes(_check(words, file)) == {}


def test_circled_numbers_part_names_and_a_label_needs_its_file() -> None:
    assert codes(_check("①收款收据②现场照片", "收款收据.txt", "现场照片.txt")) == {}
    assert codes(_check("①收款收据②现场照片", "收款收据.txt")) == {5: {"R06"}}
    assert codes(_check("见附件3", "附件2 收款收据.txt", "附件31.txt")) == {5: {"R06"}}


def test_one_missing_of_several_fires_and_is_named() -> None:
    words = "收据.pdf；回单.pdf\n3.名册.xlsx"
    found = signal(_check(words, "收据.pdf", "名册.xlsx"), 5, "R06")
    assert found is not None
    assert "回单.pdf" in found.reason
    assert "收据.pdf" not in found.reason
    assert [words[one.start : one.end] for one in found.spans] == ["回单.pdf"]


@pytest.mark.parametrize("empty", [{"size": 0}, {"text": " \n", "text_sha256": ""}])
def test_an_empty_file_proves_nothing(empty: dict[str, object]) -> None:
    files = proofs(dataclasses.replace(proof("收据.docx", TEXT), **empty))  # type: ignore[arg-type]
    found = signal(check([ledger(_row("收据.docx"))], proofs=files), 5, "R06")
    assert found is not None
    assert "空文件" in found.reason


def test_rows_that_are_not_done_and_sheets_without_the_column_stay_quiet() -> None:
    assert codes(check([ledger(_row("", status="正在整改"))])) == {}
    assert codes(check([ledger({"finding": "违规发放补贴", "status": "已完成"})])) == {}


def test_one_content_under_two_names_for_two_findings() -> None:
    files = proofs(
        proof("收据.docx", TEXT), proof("回单.docx", TEXT), proof("名册.docx", f"{TEXT}名册")
    )
    rows = ledger(_row("收据.docx"), _row("回单", "少收租金"), _row("名册", "漏收水费"))
    report = check([rows], proofs=files)
    assert codes(report) == {5: {"R07"}, 6: {"R07"}}
    found = signal(report, 5, "R07")
    assert found is not None
    assert found.severity is Severity.HIGH
    assert found.other is not None
    assert found.other.row == 6
    assert "回单" in found.reason


def test_minutes_fire_low_and_one_finding_in_two_rows_not_at_all() -> None:
    files = proofs(proof("会议纪要.docx", TEXT, is_minutes=True))
    two = ledger(_row("会议纪要.docx"), _row("会议纪要.docx", "少收租金"))
    found = signal(check([two], proofs=files), 6, "R07")
    assert found is not None
    assert found.severity is Severity.LOW
    same = ledger(_row("会议纪要.docx"), _row("会议纪要.docx"), blocks=(5, 5))
    assert codes(check([same], proofs=files)) == {}


def test_two_units_claim_one_file_but_each_its_own_folder_first() -> None:
    mine = ledger(_row("收据.docx"), unit="清源区水利局")
    theirs = ledger(_row("收据.docx"), file="b.xlsx", unit="云溪镇党委")
    shared = check([mine, theirs], proofs=proofs(proof("收据.docx", TEXT)))
    assert codes(shared, 0) == codes(shared, 1) == {5: {"R07"}}
    apart = proofs(proof("清源区水利局/收据.docx", TEXT), proof("云溪镇/收据.docx", f"{TEXT}乙"))
    assert codes(check([mine, theirs], proofs=apart)) == {}
