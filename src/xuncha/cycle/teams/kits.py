"""What travels of the teams: the team, its seats, its authorisation and what shuts a door."""

from xuncha.foundation.kits.registry import lent, stays

lent("teams.team", team="pk", omits={"draw_seed", "draw_basis"})
lent("teams.assignment", "teams.seat", "teams.authorisation", team="team")
lent("teams.declaration", team="seat__team", omits={"compared"})
lent("teams.recusal", organisation="organisation", says={"words": "（留在办公室）"},
     needs={"inspection", "inspector"})  # fmt: skip
lent("teams.recusalrules")
stays("teams.appraisalrules", "teams.roundappraisal", "teams.teamplaces", "teams.appraisal",
      why="考核只在办公室做")  # fmt: skip
stays("teams.recusalstep", "teams.unitobjection", why="回避的办理只在办公室")
