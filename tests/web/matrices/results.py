"""成果运用: rows and records of this area."""

from __future__ import annotations

from tests.people import Cast
from tests.resulted import answered, built, planned, published, to_unit
from tests.scenarios import Story
from xuncha.cycle.results.services import commons, institutions

HANGS_ON = {"result_id", "result_file_id", "institution_id", "institution_file_id"}

_ALL = "302 200 200 200 200 200 200 200 403 403 403"
_READ = "302 200 200 200 403 403 403 403 403 403 403"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403"
_DIRECTOR = "302 200 403 403 403 403 403 403 403 403 403"
_CHECKING = "302 200 200 200 403 200 200 200 403 403 403"

ROWS = {
    "results_list": _ALL,
    "results_new": _OFFICE,
    "results_export": _OFFICE,
    "results_desk": "302 403 403 403 200 403 403 403 403 403 403",
    "results_rules": _READ,
    "results_set_rules": _DIRECTOR,
    "results_result": "302 200 200 200 404 200 404 200 403 403 403",
    "results_change": "302 409 409 403 403 403 403 403 403 403 403",
    "results_move": "302 400 400 400 400 400 400 400 403 403 403",
    "results_answer": "302 200 200 403 404 200 404 200 403 403 403",
    "results_file": "302 200 200 200 404 200 404 200 403 403 403",
    "results_institutions": _ALL,
    "results_report_institution": "302 200 200 403 403 200 200 200 403 403 403",
    "results_export_institutions": _OFFICE,
    "results_institution": "302 200 200 200 200 200 404 200 403 403 403",
    "results_move_institution": "302 400 400 403 403 400 400 400 403 403 403",
    "results_institution_file": "302 200 200 200 200 200 404 200 403 403 403",
    "results_commons": _READ,
    "results_name_common": _OFFICE,
    "results_common": _READ,
    "results_publish_common": "302 200 403 200 403 403 403 403 403 403 403",
    "results_move_common": "302 400 403 403 403 403 403 403 403 403 403",
    "results_selfchecks": _CHECKING,
    "results_export_selfchecks": _OFFICE,
    "results_selfcheck": "302 200 200 200 403 404 200 404 403 403 403",
    "results_answer_selfcheck": "302 403 403 403 403 404 200 404 403 403 403",
    "results_move_selfcheck": "302 400 400 403 403 403 403 403 403 403 403",
    "results_joint": "302 200 200 200 200 403 403 403 403 403 403",
    "results_add_joint": "302 200 200 403 200 403 403 403 403 403 403",
    "results_export_joint": _OFFICE,
    "results_withdraw_joint": "302 400 400 403 400 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A recommendation answered by the water bureau, its institution that was kept, a self-check of
    a unit where 吴桐 sits, another common problem that is not published, a plan."""
    row = answered(story, people, to_unit(story))
    made = built(story, people)
    made = institutions.keep_institution(
        people.actor("liwen"), institution_id=made.pk, version=made.version
    )
    check = published(story, people)
    other = commons.name_common(
        people.actor("liwen"), round_id=story.round.pk, title="还没有发布的", text="查",
        finding_ids=list(check.common.ties.values_list("finding_id", flat=True)),
    )  # fmt: skip
    plan = planned(story, people)
    return {
        "result_id": row.pk, "result_file_id": row.answers.get().files.get().pk,
        "institution_id": made.pk, "institution_file_id": made.files.get().pk,
        "common_id": other.pk, "selfcheck_id": check.pk,
        "joint_id": plan.pk,
    }  # fmt: skip
