"""What was cleared is asked again only when its text changes; rules by version; rules' records."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from tests.questioned import Desk
from tests.scenarios import TODAY
from xuncha.cycle.questions import precision, rules
from xuncha.cycle.questions.rules import NAMES, Settings
from xuncha.cycle.rectification.asking.thresholds import in_force
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Progress, Signal
from xuncha.cycle.rectification.services import signals
from xuncha.cycle.rectification.services.rechecking import recheck_inspection
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _recheck(desk: Desk) -> None:
    recheck_inspection(desk.actor("liwen"), inspection_id=desk.story.inspection.pk)


def _say(item: Item, text: str) -> None:
    Progress.objects.create(item=item, text=text, reported_on=TODAY, created_at=clock.now())


def _of(desk: Desk, code: str) -> list[tuple[str, str]]:
    rows = Signal.objects.filter(item=desk.item, code=code).order_by("pk")
    return [(one.state, one.decision) for one in rows]


def _clear(desk: Desk, code: str) -> None:
    row = Signal.objects.get(item=desk.item, code=code, state=SignalState.OPEN)
    signals.clear_signal(
        desk.actor("liwen"), signal_id=row.pk, version=row.version, reason="已核对"
    )


def test_marked_words_that_stay_are_not_asked_about_again(desk: Desk) -> None:
    Signal.objects.all().delete()
    _say(desk.item, "正在积极推进整改")
    _recheck(desk)
    assert _of(desk, "R16") == [("open", "")]
    _clear(desk, "R16")
    _recheck(desk)
    assert _of(desk, "R16") == [("cleared", "已核对")]
    _say(desk.item, "正在全力推动整改")
    _recheck(desk)
    assert _of(desk, "R16") == [("cleared", "已核对"), ("open", "")]


def test_blanks_and_places_make_no_new_question(desk: Desk) -> None:
    Signal.objects.all().delete()
    _say(desk.item, "正在积极推进整改")
    _recheck(desk)
    _clear(desk, "R16")
    _say(desk.item, "正在 积极推进　整改")
    Item.objects.filter(pk=desk.item.pk).update(number="77")
    _recheck(desk)
    assert _of(desk, "R16") == [("cleared", "已核对")]
    (span,) = Signal.objects.get(item=desk.item, code="R16").spans
    assert span["end"] == len("正在 积极推进　整改")  # the marks follow the words


def test_a_missed_deadline_is_asked_about_once_and_the_next_one_anew(desk: Desk) -> None:
    item = desk.second.item
    assert item is not None
    Signal.objects.all().delete()
    Item.objects.filter(pk=item.pk).update(due_on="2026-02-01", original_due_on="2026-02-01")

    def asked() -> list[str]:
        _recheck(desk)
        rows = Signal.objects.filter(item=item, code="R17").order_by("pk")
        return list(rows.values_list("state", flat=True))

    assert asked() == ["open"]
    row = Signal.objects.get(item=item, code="R17")
    signals.clear_signal(desk.actor("liwen"), signal_id=row.pk, version=1, reason="有批准手续")
    _say(item, "已与施工方对接")
    assert asked() == ["cleared"]
    Item.objects.filter(pk=item.pk).update(due_on="2026-03-01")
    assert asked() == ["cleared", "open"]


def test_of_two_who_decide_at_once_one_is_told_and_a_recused_one_finds_nothing(desk: Desk) -> None:
    row = desk.signal
    told = {"signal_id": row.pk, "version": row.version, "reason": "已核对"}
    shut = replace(desk.actor("zhaoqing"), recusals=frozenset({row.inspection_id}))
    with pytest.raises(Absent):
        signals.clear_signal(shut, **told)  # type: ignore[arg-type]
    signals.clear_signal(desk.actor("liwen"), **told)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        signals.clear_signal(desk.actor("zhaoqing"), **told)  # type: ignore[arg-type]
    assert desk.fresh().decided_by_id == desk.people["liwen"].pk


def test_a_finding_that_nobody_took_up_is_asked_about_whatever_its_number(desk: Desk) -> None:
    Signal.objects.all().delete()
    story = desk.story
    last = story.items[3]
    number, text = last.finding.number, last.finding.text
    for made in (last.measures, last.progress, last.proofs):
        made.all().delete()
    last.delete()
    Item.objects.filter(pk=story.items[0].pk).update(number=number)  # an item's number is its own
    _recheck(desk)
    row = Signal.objects.get(code="R01", inspection=story.inspection)
    assert text in row.reason
    _set(desk, check={"off": ["R01"]})
    _recheck(desk)
    row.refresh_from_db()
    assert row.state == SignalState.GONE


def test_without_marked_words_all_that_was_said_counts(desk: Desk) -> None:
    Signal.objects.all().delete()
    desk.item.proofs.all().delete()
    _recheck(desk)
    _clear(desk, "R06")
    _recheck(desk)
    assert _of(desk, "R06") == [("cleared", "已核对")]
    _say(desk.item, "已于3月12日全部支出，凭证编号2026-044")
    _recheck(desk)
    assert _of(desk, "R06") == [("cleared", "已核对"), ("open", "")]


def test_what_an_older_version_asked_keeps_its_decision(desk: Desk) -> None:
    Signal.objects.all().delete()
    desk.item.proofs.all().delete()
    _recheck(desk)
    row = Signal.objects.get(item=desk.item, code="R06")
    Signal.objects.filter(pk=row.pk).update(
        fingerprint=hashlib.sha256(f"R06\x1f{desk.item.key}\x1f".encode()).hexdigest()
    )
    _clear(desk, "R06")
    _recheck(desk)
    assert _of(desk, "R06") == [("cleared", "已核对")]


def _set(desk: Desk, who: str = "song", **more: object) -> None:
    told: dict[str, object] = {
        "effective_on": TODAY, "note": "本区情况", "answer_workdays": 3, "check": {},
        "severity": {},
    }  # fmt: skip
    rules.set_signal_rules(desk.actor(who), **told | more)  # type: ignore[arg-type]


def test_a_version_turns_rules_down_or_off_from_its_day(desk: Desk) -> None:
    Signal.objects.all().delete()
    desk.item.proofs.all().delete()
    with pytest.raises(Refused):
        _set(desk, "liwen")
    with pytest.raises(Invalid, match="没有"):
        _set(desk, check={"R99": {}})
    with pytest.raises(Invalid, match="程度"):
        _set(desk, severity={"R06": "huge"})
    with pytest.raises(Invalid, match="工作日"):
        _set(desk, answer_workdays=0)
    _recheck(desk)
    assert Signal.objects.get(item=desk.item, code="R06").severity != "low"
    _set(desk, severity={"R06": "low"})
    assert in_force().settings.version.endswith("+1")
    _recheck(desk)
    assert Signal.objects.get(item=desk.item, code="R06").severity == "low"
    _set(desk, check={"off": ["R06"]})
    _recheck(desk)
    assert _of(desk, "R06") == [("gone", "")]
    desk.signal = Signal.objects.filter(state=SignalState.OPEN)[0]
    assert desk.ask().due_on.isoformat() == "2026-03-23"  # three working days now


def test_a_rule_that_cries_wolf_is_told_and_nothing_happens_by_itself(desk: Desk) -> None:
    def decided(code: str, state: str, number: int) -> None:
        for at in range(number):
            Signal.objects.create(
                inspection=desk.story.inspection, code=code, name=NAMES[code], severity="medium",
                reason="x", fingerprint=f"{code}{state}{at}", settings_version="1", state=state,
                found_at=clock.now(), decided_at=clock.now(), decision="已核对",
            )  # fmt: skip

    decided("R13", "cleared", 6)
    decided("R13", "upheld", 3)
    decided("R04", "cleared", 5)
    decided("R04", "upheld", 5)
    records = {one.code: one for one in precision.by_rule(desk.actor("song"), Settings())}
    assert not records["R13"].proposal  # nine decisions say too little
    assert records["R04"].percent == 50
    assert not records["R04"].cries_wolf
    decided("R09", "cleared", 10)
    decided("R09", "upheld", 1)
    decided("R09", "gone", 1)  # upheld, and put right since
    told = precision.by_rule(desk.actor("song"), Settings())[0]
    assert (told.code, told.percent) == ("R09", 17)
    assert "只认定了 2 个" in told.proposal
    assert "由主任决定" in told.proposal
    assert in_force().severity == {}
    assert precision.by_rule(desk.actor("zhoulan"), Settings())[0].decided == 0


def test_a_proposal_says_which_way_asks_less() -> None:
    """A threshold's name alone leaves a director guessing."""
    for code, key in precision.LOWER_ASKS_LESS:
        assert key in {name for name, *_ in precision.thresholds_of(code)}
    wolf = precision.Record(
        "R13", NAMES["R13"], open=0, upheld=0, mended=0, cleared=20, severity="medium"
    )
    assert "“几分把握才算写了长久的安排”调低" in wolf.proposal
    vague = precision.Record(
        "R16", NAMES["R16"], open=0, upheld=0, mended=0, cleared=20, severity="medium"
    )
    assert "“进展至少几个汉字才判断”调高" in vague.proposal
