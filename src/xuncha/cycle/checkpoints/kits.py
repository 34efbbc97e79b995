"""What travels of the points: the team's own list with its answers, and where it comes from."""

from xuncha.cycle.checkpoints.states import POINT_STATES
from xuncha.foundation.kits.registry import grown, lent, stays, worked

lent("checkpoints.decision", "checkpoints.pointset", "checkpoints.checkpoint",
     follows=True, nothing="pk")  # fmt: skip
lent("checkpoints.pointlist", inspection="inspection")
worked("checkpoints.inspectionpoint", inspection="inspection", states=POINT_STATES)
grown("checkpoints.pointstep", of="point", inspection="point__inspection")
stays("checkpoints.checkpointkind", "checkpoints.pointimport", why="要点只在办公室制定")
