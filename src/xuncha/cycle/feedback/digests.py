"""What signatures and approvals of this room bind to: the hash of all that is said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from xuncha.cycle.feedback.models import Feedback, FeedbackLine, ReportSentence, ReportVersion


def digest_of(version: ReportVersion, sentences: Iterable[ReportSentence]) -> str:
    """The same words about the same findings in the same order give the same 64 signs."""
    return _hash(
        {
            "whole": [version.opening, version.closing],
            "lines": [
                [one.line, one.section, one.finding_id, one.village_id, one.text]
                for one in sorted(sentences, key=lambda one: (one.line, one.pk))
            ],
        }
    )


def digest_of_feedback(row: Feedback, lines: Iterable[FeedbackLine]) -> str:
    """Of what a unit is told."""
    return _hash(
        {
            "whole": [row.praise, row.demands],
            "lines": [
                [one.line, one.section, one.finding_id, one.village_id, one.text]
                for one in sorted(lines, key=lambda one: one.line)
            ],
        }
    )


def _hash(told: dict[str, Any]) -> str:
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
