"""What travels of deeds."""

from xuncha.cycle.deeds.states import DEED_STATES
from xuncha.foundation.kits.registry import grown, lent, worked

lent("deeds.deedrules")
worked("deeds.deed", inspection="inspection", states=DEED_STATES, number="number")
worked("deeds.deedphoto", of="deed", inspection="deed__inspection")
worked("deeds.deedcall", of="deed", inspection="deed__inspection")
grown("deeds.deedstep", of="deed", inspection="deed__inspection")
