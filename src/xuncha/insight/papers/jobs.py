"""A printed paper turned into PDF, beside the pages."""

from __future__ import annotations

from typing import Any

from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.files.selectors import read_bytes
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.insight.papers.converting import to_pdf
from xuncha.insight.papers.models import PrintedPaper
from xuncha.insight.papers.services import GONE, TO_PDF, keep_pdf
from xuncha.kernel.errors import Conflict


@job(TO_PDF, "转成 PDF")
def convert(progress: Progress, *, user_id: int, code: str) -> dict[str, Any]:
    """Convert as whoever asked; once it is there, running again gives the same."""
    actor = build_actor(User.objects.get(pk=user_id))
    row = access.get_or_404(actor, PrintedPaper, code=code, related=("file",))
    access.require(actor, "open", row)
    if row.file is None:
        raise Conflict(GONE)
    progress.step(0, 1, "正在转换")
    keep_pdf(actor, code=code, content=to_pdf(read_bytes(row.file)))
    return {"sentence": "已经转成 PDF。"}
