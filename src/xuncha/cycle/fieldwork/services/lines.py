"""One document's way: handed in or said not to exist, taken with its pages, given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork.enums import LineState, MoveKind, RequestState
from xuncha.cycle.fieldwork.models import LineFile, PaperMove, RequestLine
from xuncha.cycle.fieldwork.rules import rules_on
from xuncha.cycle.fieldwork.services.common import step, told
from xuncha.cycle.fieldwork.states import LINE_STATES
from xuncha.cycle.fieldwork.stay import team_users, unit_users
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

MOST_PAGES = 100_000
_ANSWERABLE = frozenset({LineState.WAITING, LineState.PARTLY, LineState.NONE})


def hand_in(
    actor: Actor, *, line_id: int, version: int, pages: int | None = None, note: str = "",
    uploads: Sequence[Upload] = (),
) -> RequestLine:  # fmt: skip
    """The unit hands in: files here, or the paper itself with its number of pages. The team still
    has to take it. Files are sealed before the transaction."""
    row = _row(actor, line_id)
    access.require(actor, "hand", row)
    if not uploads and not pages:
        raise Invalid("请上传电子件，或者填写送交的页数。", field="pages")
    if row.state not in _ANSWERABLE:
        raise Conflict(LINE_STATES.why_not(row, "hand"))
    kept = keep_all(actor, uploads)
    return _hand(actor, line_id=line_id, version=version, pages=pages, note=note, kept=kept)


@service
def _hand(
    actor: Actor, *, line_id: int, version: int, pages: int | None, note: str,
    kept: list[StoredFile],
) -> RequestLine:  # fmt: skip
    row = _row(actor, line_id)
    _wanted(row)
    told_pages = _pages(pages) if pages else row.pages_told
    said = "，".join(
        one
        for one in (
            f"{pages} 页" if pages else "", f"电子件 {len(kept)} 个" if kept else "", note.strip()
        )
        if one
    )  # fmt: skip
    step(
        actor, LINE_STATES, row, "hand", version=version, target="line", note=said,
        first_on=row.first_on or clock.today(), pages_told=told_pages,
    )  # fmt: skip
    attach(actor, LineFile, row, kept, "line")
    record(
        actor, "fieldwork.line.handed", row, pages=pages, files=len(kept), due=str(row.due_on)
    )  # fmt: skip
    _tell_team(actor, row, "fieldwork.line.handed", f"单位已交“{row.title}”，请清点签收。")
    return row


@service
def say_none(actor: Actor, *, line_id: int, version: int, reason: str) -> RequestLine:
    """The unit has no such paper, and says why."""
    row = _row(actor, line_id)
    _wanted(row)
    step(
        actor, LINE_STATES, row, "say_none", version=version, reason=reason, target="line",
        first_on=row.first_on or clock.today(), why=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.line.said_none", row, reason=reason.strip())
    _tell_team(
        actor, row, "fieldwork.line.said_none", f"单位称没有“{row.title}”：{reason.strip()[:60]}"
    )  # fmt: skip
    return row


@service
def insist(actor: Actor, *, line_id: int, version: int, reason: str) -> RequestLine:
    """The team doesn't take "there is none" for an answer. The first answer's day stays."""
    return _send_back(actor, line_id, "insist", version, reason, "fieldwork.line.insisted")


@service
def refuse(actor: Actor, *, line_id: int, version: int, reason: str) -> RequestLine:
    """What was handed in is not what was asked for."""
    return _send_back(actor, line_id, "refuse", version, reason, "fieldwork.line.refused")


def _send_back(
    actor: Actor, line_id: int, action: str, version: int, reason: str, verb: str
) -> RequestLine:
    row = _row(actor, line_id)
    change = step(
        actor, LINE_STATES, row, action, version=version, reason=reason, target="line"
    )  # fmt: skip
    record(actor, verb, row, reason=reason.strip())
    _tell_unit(actor, row, verb, f"“{row.title}”{change.label}：{reason.strip()[:80]}")
    return row


@service
def take(
    actor: Actor, *, line_id: int, version: int, pages: int, gave: str, took: str = "",
    on: dt.date | None = None, whole: bool = True, note: str = "",
) -> RequestLine:  # fmt: skip
    """Take papers over the counter, counted: who gave, who took. ``whole`` says whether that is
    all of it. Where the unit had said another number of pages the line is marked."""
    row = _row(actor, line_id)
    day = _day(row, on)
    gave = words(gave, 40, "gave", "请写明谁交来的。")
    took = (took.strip() or actor.name)[:40]
    counted = _pages(pages)
    total = row.pages_in + counted
    apart = rules_on(clock.today()).settings.pages_apart
    short = whole and row.pages_told is not None and abs(row.pages_told - total) > apart
    said = f"{counted} 页，{gave}交、{took}收"
    if short:
        said += f"；单位报 {row.pages_told} 页，实收 {total} 页"
    step(
        actor, LINE_STATES, row, "take" if whole else "take_part", version=version, target="line",
        note=said, first_on=row.first_on or day, pages_in=total, is_short=row.is_short or short,
    )  # fmt: skip
    _moved(actor, row, MoveKind.IN, day, counted, gave, took, note)
    record(
        actor, "fieldwork.line.taken", row, pages=counted, gave=gave, took=took, whole=whole,
        short=short,
    )  # fmt: skip
    return row


@service
def give_back(
    actor: Actor, *, line_id: int, version: int, pages: int, took: str, gave: str = "",
    on: dt.date | None = None, note: str = "",
) -> RequestLine:  # fmt: skip
    """Give papers back, counted: all that is held, or part of it. More than is held is refused; the
    last part with fewer pages needs the words why, and marks the line."""
    row = _row(actor, line_id)
    day = _day(row, on)
    took = words(took, 40, "took", "请写明谁接收的。")
    gave = (gave.strip() or actor.name)[:40]
    counted = _pages(pages)
    if counted > row.pages_held:
        raise Invalid(
            f"只持有 {row.pages_held} 页，不能退还 {counted} 页，请再清点。", field="pages"
        )
    rest = row.pages_held - counted
    whole = not rest or bool(note.strip())
    short = bool(rest) and whole and rest > rules_on(clock.today()).settings.pages_apart
    said = f"{counted} 页，{gave}退、{took}收" + (
        f"；少 {rest} 页：{note.strip()}" if short else ""
    )
    step(
        actor, LINE_STATES, row, "give_back" if whole else "give_part", version=version,
        target="line", note=said, pages_out=row.pages_out + counted,
        is_short=row.is_short or short,
    )  # fmt: skip
    _moved(actor, row, MoveKind.OUT, day, counted, gave, took, note)
    record(
        actor, "fieldwork.line.given_back", row, pages=counted, gave=gave, took=took, rest=rest,
    )  # fmt: skip
    return row


@service
def drop(actor: Actor, *, line_id: int, version: int, reason: str) -> RequestLine:
    """The team doesn't need it any more."""
    row = _row(actor, line_id)
    step(
        actor, LINE_STATES, row, "drop", version=version, reason=reason, target="line",
        why=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.line.dropped", row, reason=reason.strip())
    _tell_unit(actor, row, "fieldwork.line.dropped", f"“{row.title}”不再需要。")
    return row


@service
def note_download(actor: Actor, *, line_file_id: int) -> LineFile:
    """A file leaves the system: note it."""
    rows = LineFile.objects.select_related("file", "line__request")
    one = access.get_or_404(actor, rows, pk=line_file_id)
    record(actor, "fieldwork.line.downloaded", one.line, file=one.file.name)
    return one


def _row(actor: Actor, line_id: int) -> RequestLine:
    rows = RequestLine.objects.select_related("request", "inspection__organisation")
    return access.get_or_404(actor, rows, pk=line_id)


def _wanted(row: RequestLine) -> None:
    if row.request.state != RequestState.SENT:
        raise Conflict(f"这份清单{row.request.get_state_display()}，不用再交。")


def _pages(pages: int) -> int:
    if not 0 < pages <= MOST_PAGES:
        raise Invalid(f"页数应当是 1 到 {MOST_PAGES} 的整数。", field="pages")
    return pages


def _day(row: RequestLine, on: dt.date | None) -> dt.date:
    day = on or clock.today()
    if day > clock.today():
        raise Invalid("日期不能晚于今天。", field="on")
    if row.request.sent_at and day < row.request.sent_at.astimezone(clock.CHINA).date():
        raise Invalid("日期不能早于清单送达的那一天。", field="on")
    return day


def _moved(
    actor: Actor, row: RequestLine, kind: MoveKind, day: dt.date, pages: int, gave: str, took: str,
    note: str,
) -> None:  # fmt: skip
    PaperMove.objects.create(
        line=row, kind=kind, on=day, pages=pages, gave=gave, took=took, note=note.strip()[:200],
        by_id=actor.user_id, at=clock.now(),
    )  # fmt: skip


def _tell_team(actor: Actor, row: RequestLine, kind: str, text: str) -> None:
    _tell(actor, row, kind, team_users(row.inspection_id), text)


def _tell_unit(actor: Actor, row: RequestLine, kind: str, text: str) -> None:
    _tell(actor, row, kind, unit_users(row.inspection.organisation_id, UNIT), text)


def _tell(actor: Actor, row: RequestLine, kind: str, users: list[int], text: str) -> None:
    told(
        actor, users, kind, f"调阅清单 {row.request.code}：{text}",
        f"/document-requests/{row.request_id}/#line-{row.pk}", row.inspection_id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """One line's papers as they were counted; ``note`` says why fewer go back than are held."""

    line_id: int
    version: int
    pages: int
    whole: bool = True
    note: str = ""


@service
def take_many(
    actor: Actor, *, counted: Sequence[Counted], gave: str, took: str = "",
    on: dt.date | None = None,
) -> int:  # fmt: skip
    """Take several documents at once over the counter: all or none."""
    if not counted:
        raise Invalid("请至少填写一件的页数。")
    for one in counted:
        take(
            actor, line_id=one.line_id, version=one.version, pages=one.pages, gave=gave, took=took,
            on=on, whole=one.whole, note=one.note,
        )  # fmt: skip
    return len(counted)


@service
def give_many(
    actor: Actor, *, counted: Sequence[Counted], took: str, gave: str = "",
    on: dt.date | None = None,
) -> int:  # fmt: skip
    """Give several documents back at once: all or none."""
    if not counted:
        raise Invalid("请至少填写一件的页数。")
    for one in counted:
        give_back(
            actor, line_id=one.line_id, version=one.version, pages=one.pages, took=took, gave=gave,
            on=on, note=one.note,
        )  # fmt: skip
    return len(counted)
