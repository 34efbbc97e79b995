"""The life of a job."""

from xuncha.foundation.jobs.models import JobState
from xuncha.kernel.states import StateTable, Transition

_RUNNING = frozenset({JobState.RUNNING})

JOB_STATES = StateTable(
    "后台任务状态",
    JobState,
    [
        Transition("claim", "开始", frozenset({JobState.WAITING}), JobState.RUNNING),
        Transition("revive", "重新排队", _RUNNING, JobState.WAITING),
        Transition("finish", "完成", _RUNNING, JobState.DONE),
        Transition("fail", "失败", _RUNNING, JobState.FAILED),
        Transition(
            "cancel", "取消", frozenset({JobState.WAITING, JobState.RUNNING}), JobState.CANCELLED
        ),
    ],
)
