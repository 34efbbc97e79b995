"""What a signature binds to: the hash of everything that a version says."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from xuncha.cycle.workpapers.models import Meeting, PaperVersion


def digest_of(version: PaperVersion) -> str:
    """The same words, facts, sources and files in the same order give the same 64 signs; anything
    else another. Three queries."""
    told = {
        "words": [
            version.title, version.origin, version.summary, version.discovery, version.support,
            version.basis,
        ],
        "facts": [
            [one.number, one.what, one.when, one.where, one.who, _number(one.amount_yuan),
             _number(one.quantity), one.unit]
            for one in version.facts.order_by("number", "pk")
        ],
        "sources": [
            [one.kind, one.record_id, one.number, one.title]
            for one in version.sources.order_by("pk")
        ],
        "files": [
            [one.file.sha256, one.note]
            for one in version.files.select_related("file").order_by("pk")
        ],
    }  # fmt: skip
    return _hash(told)


def digest_of_meeting(meeting: Meeting) -> str:
    """Of a record of a meeting, without its signatures. Two queries."""
    return _hash(
        {
            "words": [
                meeting.kind, meeting.held_on.isoformat(), meeting.place, meeting.opinion,
                meeting.differences,
            ],
            "there": [[one.name, one.role] for one in meeting.attendees.order_by("pk")],
            "weighed": [
                [one.paper_id, one.version_id, one.destination, one.opinion, one.character,
                 one.differences]
                for one in meeting.weighed.order_by("pk")
            ],
        }
    )  # fmt: skip


def _number(value: Any) -> str:
    """1200.00 and 1200 are the same sum."""
    return "" if value is None else f"{value.normalize():f}"


def _hash(told: dict[str, Any]) -> str:
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
