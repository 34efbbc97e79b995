"""What travels of the directory, and which role a member has outside."""

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR
from xuncha.foundation.kits.registry import lent, stays

lent("accounts.rolegrant", user="user", but=~Q(role=INSPECTOR))
lent("directory.organisation", follows=True, organisation="pk", omits={"note"})
lent("directory.formername", "directory.formerparent", organisation="organisation")
lent("directory.succession", organisation="successor")
lent("directory.membership", user="user")
lent("directory.contact", organisation="organisation")
stays("directory.directoryimport", why="单位名录只在办公室维护")
