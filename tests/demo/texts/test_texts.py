"""The texts read as if people had written them: whole, fitting, hardly ever the same twice."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from xuncha.cycle.taxonomy.data import FOCUS, leaves, nodes
from xuncha.demo.texts import common, phrasebook
from xuncha.demo.texts.grammar import compiled
from xuncha.demo.texts.people import PEOPLE
from xuncha.demo.world import Dossier, Finding, Inspection, Item, Organisation

Found = tuple[Organisation, Inspection, Finding]


@pytest.fixture(scope="module")
def found(dossiers: list[Dossier]) -> list[Found]:
    return [(d.organisation, i, f) for d in dossiers for i, told in d.inspections for f in told]


@pytest.fixture(scope="module")
def items(found: list[Found]) -> list[tuple[Organisation, Item]]:
    return [(one, item) for one, _, finding in found for item in finding.items]


def _texts(found: list[Found]) -> list[tuple[Organisation, str]]:
    told = []
    for one, _, finding in found:
        told.append((one, finding.text))
        for item in finding.items:
            words = [item.problem, item.lead, item.proof_words, item.remark, *item.measures]
            words += [p.text for p in item.progress] + [p.title for p in item.proofs]
            words += [s.reason for s in item.steps] + [item.due_words]
            told += [(one, text) for text in words]
    return told


def test_every_leaf_has_four_wordings_and_three_issues_each_with_acts() -> None:
    assert set(phrasebook.book()) == set(leaves())
    for leaf in phrasebook.book().values():
        assert len({str(one) for _, one in leaf.findings}) >= 4, leaf.code
        assert len(leaf.issues) >= 3, leaf.code
        assert all(len(issue.acts) >= 2 for issue in leaf.issues), leaf.code
        assert leaf.heads, leaf.code


def test_no_text_shows_how_it_was_made(found: list[Found]) -> None:
    odd = re.compile(r"[\[\]{}|<>_]|None|，，|。。|；。|、、|。，|，。|\?\?")
    assert [text for _, text in _texts(found) if odd.search(text)] == []


def test_hardly_any_finding_stands_twice(found: list[Found]) -> None:
    texts = [finding.text for _, _, finding in found]
    twice = sum(count for count in Counter(texts).values() if count > 1)
    assert twice / len(texts) < 0.02
    for at in range(len(texts) - 49):
        window = texts[at : at + 50]
        assert len(set(window)) == 50, window


def test_problems_of_one_inspection_are_all_different(found: list[Found]) -> None:
    seen: Counter[tuple[str, int, str, str]] = Counter()
    for one, inspection, finding in found:
        for item in finding.items:
            seen[one.code, inspection.round_number, finding.text, item.problem] += 1
    assert max(seen.values()) == 1


def test_nobody_is_named_but_by_post_and_surname(items: list[tuple[Organisation, Item]]) -> None:
    assert all(re.fullmatch(r".{2,12}[\u4e00-\u9fff]某", item.lead) for _, item in items)
    cast = re.compile("|".join(one.name for one in PEOPLE))
    assert not any(cast.search(p.text) for _, item in items for p in item.progress)


_ELSEWHERE = {
    "school": r"采砂|低保|村民|村干部|撂荒|四议两公开|医保基金|储备粮",
    "hospital": r"采砂|低保|村民|撂荒|四议两公开|伙食费|储备粮",
    "community": r"村民|村务|村“两委”|撂荒|耕地地力|鱼塘|山塘|机动地|猪圈",
    "village": r"居务|居民代表|物业公司|业委会成立|处方|分类处置室",
    "enterprise": r"采砂|低保|撂荒|四议两公开|处方|伙食费",
}


@pytest.mark.parametrize("kind", sorted(_ELSEWHERE))
def test_texts_fit_the_kind_of_organisation(found: list[Found], kind: str) -> None:
    foreign = re.compile(_ELSEWHERE[kind])
    mine = [one for one in found if one[0].kind == kind]
    assert mine
    assert [text for _, text in _texts(mine) if foreign.search(text)] == []


def test_villages_speak_of_the_township_they_have(found: list[Found]) -> None:
    by_level = {
        "street": re.compile(r"镇纪委|镇财政所|乡纪委|镇党委"),
        "township": re.compile(r"镇纪委|镇党委|镇财政所")
    }  # fmt: skip
    for level, wrong in by_level.items():
        units = [one for one in found if one[0].kind == level]
        assert units
        assert [text for _, text in _texts(units) if wrong.search(text)] == []


def test_doubts_are_planted_in_the_promised_share(
    found: list[Found], items: list[tuple[Organisation, Item]]
) -> None:
    labels = Counter(item.label for _, item in items if item.label)
    assert 0.06 <= labels.total() / len(items) <= 0.08
    assert set(labels) == {"R03", "R04", "R05", "R06", "R07", "R09", "R10", "R16", "R17"}
    assert min(labels.values()) >= 40
    left_out = [finding for _, _, finding in found if finding.label == "R01"]
    assert len(left_out) >= 15
    assert all(not finding.items for finding in left_out)


def test_each_doubt_is_really_there(items: list[tuple[Organisation, Item]]) -> None:
    by_label: dict[str, list[Item]] = {}
    for _, item in items:
        by_label.setdefault(item.label, []).append(item)
    last = {label: [one.progress[-1].text for one in told if one.progress]
            for label, told in by_label.items()}  # fmt: skip
    assert all(not one.proofs for one in by_label["R06"])
    assert all(re.search("正在|拟|下一步|计划", text) for text in last["R10"])
    assert not any(re.search(r"\d", text) for text in last["R16"])
    assert all("进一步" in one.measures[0] for one in by_label["R05"])
    assert all(re.search("会议|会", text) for text in last["R03"])
    for one in by_label["R09"]:
        recovered = sum((p.recovered_yuan or Decimal(0) for p in one.progress), Decimal(0))
        assert one.amount_due_yuan is not None
        assert 0 < recovered < one.amount_due_yuan
    reused = Counter(one.proofs[0].content_id for one in by_label["R07"])
    assert min(reused.values()) >= 2


def test_honest_items_carry_none_of_the_plain_doubts(
    items: list[tuple[Organisation, Item]],
) -> None:
    pending = re.compile("正在|下一步|打算|拟于|拟[^定]")
    for _, item in items:
        if item.label or item.state not in ("claimed", "verified", "sustained"):
            continue
        text = item.progress[-1].text
        assert not pending.search(text), text
        assert re.search(r"\d", text), text
        assert item.proofs
        recovered = sum((p.recovered_yuan or Decimal(0) for p in item.progress), Decimal(0))
        assert recovered == (item.amount_due_yuan or 0)


def test_who_copied_says_what_the_other_said(items: list[tuple[Organisation, Item]]) -> None:
    marks = [item.progress[-1].text[-20:] for _, item in items if item.label == "R04"]
    everything = Counter(item.progress[-1].text[-20:] for _, item in items if item.progress)
    assert sum(everything[mark] >= 2 for mark in marks) / len(marks) > 0.9


def test_patterns_can_all_be_read_and_unbalanced_ones_are_refused() -> None:
    assert len(common.patterns()) > 150
    with pytest.raises(ValueError, match="不成对"):
        compiled("收回[资金|款项")
    with pytest.raises(ValueError, match="短语行读不懂"):
        phrasebook.parse("= 1 | a | money\nX 没有这种行")


def test_the_taxonomy_is_a_tree_with_both_frames() -> None:
    codes = [one.code for one in nodes()]
    assert len(codes) == len(set(codes))
    for at, one in enumerate(nodes()):
        assert one.parent is None or one.parent in codes[:at]
        assert one.name
    units = [one for one in leaves().values() if one.scope == "unit"]
    assert len(units) >= 60
    assert {one.focus for one in leaves().values()} == set(FOCUS)
    for one in leaves().values():
        if one.scope == "village":
            assert leaves()[one.main].scope == "unit"


def test_the_cast_has_every_role_and_no_username_twice() -> None:
    assert {one.role for one in PEOPLE} == {
        "office_director", "office_staff", "leader", "unit_head", "unit_liaison", "partner",
        "inspector", "sysadmin", "security_officer", "auditor",
    }  # fmt: skip
    assert len({one.username for one in PEOPLE}) == len(PEOPLE)
    assert len({one.name for one in PEOPLE}) == len(PEOPLE)
