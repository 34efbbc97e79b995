"""What travels of the pool: who sits in the team, and no more of him than that."""

from xuncha.foundation.kits.registry import lent, stays

lent("pool.inspector", inspector="pk",
     omits={"phone", "native_place", "native_organisation", "joined_party_on", "note",
            "nomination", "check_note", "checked_conditions"})  # fmt: skip
lent("pool.poolrules")
stays(
    "pool.poolimport", "pool.inspectorstep", "pool.qualification", "pool.training",
    "pool.trainingrecord", "pool.secrecypledge", "pool.tie", "pool.pastservice",
    why="人才库的档案只在办公室管理",
)  # fmt: skip
