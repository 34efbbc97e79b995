"""文书: rows and records of this area."""

from __future__ import annotations

from typing import Any

from tests.lettered import answered
from tests.people import Cast
from tests.scenarios import Story
from xuncha.insight.papers.dossier.services import ask_dossier
from xuncha.insight.papers.services import print_paper

_EVERYBODY = "302 200 200 200 200 200 200 200 403 403 403"
_LETTER = "302 200 200 200 404 200 404 200 403 403 403"
_READ = "302 200 200 200 403 403 403 403 403 403 403"
_PRINTER = "302 403 200 403 404 403 404 403 403 403 403"

ROWS = {
    "papers_desk": _EVERYBODY,
    "papers_of": _LETTER,
    "papers_print": _LETTER,
    "papers_printed": _LETTER,
    "papers_open": _PRINTER,
    "papers_convert": "302 403 302 403 404 403 404 403 403 403 403",
    "papers_dossiers": _READ,
    "papers_pack": "302 302 302 403 403 403 403 403 403 403 403",
    "papers_dossier": "302 403 409 403 403 403 403 403 403 403 403",
    "papers_archive_rules": _READ,
    "papers_set_archive_rules": "302 200 403 403 403 403 403 403 403 403 403",
    "papers_templates": _READ,
    "papers_template": _READ,
    "papers_take_template": _READ,
    "papers_put_template": "302 200 403 403 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, Any]:
    """A letter to the unit, and its paper as 李闻 printed it."""
    letter = answered(story, people)
    row = print_paper(people.actor("liwen"), kind="supervision_letter", record_id=letter.pk)
    job = ask_dossier(people.actor("liwen"), round_id=story.round.pk)
    return {
        "dossier_id": job.arguments["dossier_id"], "thing": row.thing, "record_id": letter.pk,
        "paper": row.kind, "code": row.code,
    }  # fmt: skip
