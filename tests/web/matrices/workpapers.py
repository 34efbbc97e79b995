"""底稿、事实确认、会商: rows and records of this area."""

from __future__ import annotations

import io

from tests.fielded import in_the_field
from tests.papered import HELD_ON, drafted
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.workpapers.enums import Answer, Destination, MeetingKind
from xuncha.cycle.workpapers.models import Fact, FactFile
from xuncha.cycle.workpapers.services import answering, confirming, meetings, signing, writing
from xuncha.cycle.workpapers.services.meetings import MeetingFacts, There

MORE = FIELD
HANGS_ON = {
    "paper_id", "paper_file_id", "sheet_id", "entry_id", "fact_file_id", "meeting_id", "weighed_id",
}  # fmt: skip

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_LIST = "302 200 200 200 403 403 403 403 403 403 403 200 200 200"
_TEAM = "302 403 403 403 403 403 403 403 403 403 403 200 200 404"
_LEAD = "302 403 403 403 403 403 403 403 403 403 403 400 400 404"
_BOTH = "302 200 200 403 403 403 403 403 403 403 403 200 200 404"
_WITH_UNIT = "302 200 200 200 403 200 404 200 403 403 403 200 200 404"
_MOVE = "302 400 400 403 403 403 403 403 403 403 403 400 400 404"

ROWS = {
    "workpapers_inspection": _READ,
    "workpapers_create": _TEAM,
    "workpapers_list": _LIST,
    "workpapers_export": "302 200 200 200 403 403 403 403 403 403 403 403 403 403",
    "workpapers_rules": _LIST,
    "workpapers_new_rules": "302 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "workpapers_paper": _READ,
    "workpapers_change": "302 403 403 403 403 403 403 403 403 403 403 200 403 404",
    "workpapers_add_file": "302 403 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_sign": "302 400 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_return": "302 400 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_revise": "302 403 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_withdraw": "302 403 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_hand_over": "302 403 403 403 403 403 403 403 403 403 403 400 400 400",
    "workpapers_print": _READ,
    "workpapers_file": _READ,
    "workpapers_drop_file": "302 403 403 403 403 403 403 403 403 403 403 302 403 404",
    "facts_inspection": _READ,
    "facts_create": _BOTH,
    "facts_list": "302 200 200 200 403 200 200 200 403 403 403 200 200 200",
    "facts_sheet": _WITH_UNIT,
    "facts_send": "302 400 400 403 403 403 403 403 403 403 403 400 400 400",
    "facts_put_off": "302 400 400 403 403 403 403 403 403 403 403 400 400 400",
    "facts_withdraw": "302 400 400 403 403 403 403 403 403 403 403 400 400 400",
    "facts_finish": "302 403 403 403 403 400 400 400 403 403 403 403 403 403",
    "facts_print": _WITH_UNIT,
    "facts_answer": "302 403 403 403 403 400 404 400 403 403 403 403 403 403",
    "facts_settle": _MOVE,
    "facts_file": _WITH_UNIT,
    "meetings_inspection": _READ,
    "meetings_create": _BOTH,
    "meetings_meeting": _READ,
    "meetings_change": _BOTH,
    "meetings_weigh": _MOVE,
    "meetings_sign": "302 403 403 403 403 403 403 403 403 403 403 409 409 404",
    "meetings_print": _READ,
    "meetings_move": "302 400 400 403 403 403 403 403 403 403 403 400 400 400",
    "meetings_unweigh": "302 302 302 403 403 403 403 403 403 403 403 302 302 404",
}


def arguments(story: Story, people: Cast) -> dict[str, int | str]:
    """A draft of 陆一 with a file, a sheet that the unit is answering, a meeting with a paper."""
    made = in_the_field(story, people)
    paper = drafted(made, made.leader, title="台账补录")
    file = writing.add_paper_file(
        made.actor(made.leader), paper_id=paper.pk, stream=io.BytesIO("凭证".encode()),
        name="凭证.txt",
    )  # fmt: skip
    whole = drafted(made, made.leader)
    whole = signing.sign_paper(made.actor(made.leader), paper_id=whole.pk, version=1)
    whole = signing.sign_paper(made.actor(made.member), paper_id=whole.pk, version=2)
    whole = signing.sign_paper(people.actor("song"), paper_id=whole.pk, version=3)
    facts = Fact.objects.filter(version__paper=whole).values_list("pk", flat=True)
    sheet = confirming.draft_sheet(
        people.actor("liwen"), inspection_id=made.inspection.pk, fact_ids=list(facts)
    )
    sheet = confirming.send_sheet(people.actor("liwen"), sheet_id=sheet.pk, version=sheet.version)
    entry = sheet.entries.order_by("number")[0]
    answering.answer_fact(
        people.actor("zhoulan"), entry_id=entry.pk, answer=Answer.DIFFERS, explanation="有清单",
        stream=io.BytesIO("清单".encode()), name="清单.txt",
    )  # fmt: skip
    there = [
        There("陆一", "组长", made.leader.pk), There("顾二", "副组长", made.member.pk)
    ]  # fmt: skip
    meeting = meetings.record_meeting(
        people.actor("liwen"), inspection_id=made.inspection.pk,
        facts=MeetingFacts(MeetingKind.OFFICE, HELD_ON, there=there),
    )  # fmt: skip
    weighed = meetings.weigh(
        people.actor("liwen"), meeting_id=meeting.pk, paper_id=whole.pk,
        destination=Destination.FEEDBACK,
    )  # fmt: skip
    return {
        "inspection_id": made.inspection.pk, "paper_id": paper.pk, "paper_file_id": file.pk,
        "sheet_id": sheet.pk, "entry_id": entry.pk,
        "fact_file_id": FactFile.objects.get(entry=entry).pk, "meeting_id": meeting.pk,
        "weighed_id": weighed.pk, "action": "submit",
    }  # fmt: skip
