"""What is committed can be found soon after; whatever breaks off, nothing is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.insight.search.world import found, indexed, later
from tests.people import Cast
from tests.scenarios import TODAY, Story, finding
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.services.renaming import rename_organisation
from xuncha.cycle.findings import services
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.services import telling
from xuncha.foundation.audit.models import AuditRow
from xuncha.insight.search import keeping_up, store
from xuncha.insight.search.asking import Asked, ask
from xuncha.insight.search.kinds import kinds
from xuncha.insight.search.store import BusyError, Shelf, State, Writer
from xuncha.kernel.actor import Actor


def create(actor: Actor, story: Story, text: str) -> Finding:
    return services.create_finding(
        actor, inspection_id=story.inspection.pk, number="", text=text
    )  # fmt: skip


def test_what_services_do_is_found_after_the_next_look(story: Story, people: Cast) -> None:
    indexed()
    office, liaison = people.actor("liwen"), people.actor("zhoulan")
    row = create(office, story, "临时仓库长期无人看管")
    assert found(office, "临时仓库") == set()
    assert later() >= 1
    assert found(office, "临时仓库") == {("finding", row.pk)}
    assert later() == 0
    telling.add_progress(liaison, item_id=story.items[0].pk, text="已追回铁皮柜两只")
    rename_organisation(
        office, organisation_id=story.civil.pk, version=story.civil.version,
        name="清源区社会事务局", short_name="社会事务局", kind=OrganisationKind.DEPARTMENT,
        from_on=TODAY, document="清编〔2026〕3号",
    )  # fmt: skip
    later()
    assert found(liaison, "铁皮柜") == {("item", story.items[0].pk)}
    shelf = store.reader()
    assert shelf is not None
    every = sum(kind.rows().count() for kind in kinds())
    assert shelf.searcher().num_docs == every + 1, "each record once, and the index's own state"
    for word in ("社会事务局", "民政局", "shsw", "qyqmzj"):
        assert ("unit", story.civil.pk) in found(office, word), word
    assert found(people.actor("zhoulan"), "民政局") == set()


def test_records_made_in_bulk_under_another_line_are_found(story: Story, people: Cast) -> None:
    """Whoever follows the log sees only the line about the batch; the newest records of each kind
    are looked at as well."""
    indexed()
    office = people.actor("liwen")
    feeder = keeping_up.Feeder()
    create(office, story, "引出第一行")
    feeder.catch_up()
    many = [finding(story.other, f"m{number}", f"成批第{number}条红砖") for number in range(230)]
    create(office, story, "引出另一行")
    feeder.catch_up()
    feeder.close()
    assert ask(office, Asked("红砖")).counted == "100+"
    assert ("finding", many[0].pk) in found(office, "成批第0条红砖")
    assert ("finding", many[-1].pk) in found(office, "成批第229条红砖")


def test_broken_off_before_the_commit_it_is_read_again(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed()
    office = people.actor("liwen")
    row = create(office, story, "断电之前的一条")

    def killed(self: Writer, state: State) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            later()
    assert found(office, "断电之前") == set()
    later()
    assert found(office, "断电之前") == {("finding", row.pk)}


def test_an_index_of_another_log_is_made_anew(story: Story, people: Cast) -> None:
    office = people.actor("liwen")
    create(office, story, "原来的一条")
    indexed()
    before = store.current()
    shelf = store.reader()
    assert shelf is not None
    state = shelf.state()
    assert state is not None
    AuditRow.objects.filter(number=state.number).update(digest="0" * 64)
    finding(story.other, "77", "恢复以后才有的")
    later()
    assert store.current() != before
    assert found(office, "恢复以后") != set()


def test_while_it_is_made_anew_searches_go_on_and_breaking_off_changes_nothing(
    story: Story, people: Cast
) -> None:
    indexed()
    office, before = people.actor("liwen"), store.current()
    half = store.fresh()
    half.writer()._writer.commit()
    assert store.current() == before
    assert found(office, "公务接待审批不严")


def test_two_do_not_write_at_once(story: Story) -> None:
    indexed()
    path = store.current()
    assert path is not None
    writer = Shelf(path).writer()
    with pytest.raises(BusyError):
        Shelf(path).writer()
    assert later() == 0
    writer.close()


def test_without_an_index_the_page_says_so(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "none")
    answer = ask(people.actor("liwen"), Asked("公函"))
    assert (answer.ready, answer.total) == (False, 0)


def test_it_goes_on_until_told_and_survives_its_own_mistakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, seen = threading.Event(), []

    class Trouble(keeping_up.Feeder):
        def catch_up(self) -> int:
            seen.append(1)
            if len(seen) == 3:
                stop.set()
            if len(seen) == 1:
                raise OSError("disk")
            return 0

    monkeypatch.setattr(keeping_up, "Feeder", Trouble)
    monkeypatch.setattr(keeping_up, "POLL_SECONDS", 0)
    monkeypatch.setattr(keeping_up, "_AFTER_TROUBLE", 0)
    monkeypatch.setattr(keeping_up, "ask_for_reading", lambda: False)
    monkeypatch.setattr(keeping_up, "close_old_connections", lambda: None)
    keeping_up.keep_up(stop)
    assert len(seen) == 3
