"""Changes of the directory, one verb a file."""

from xuncha.cycle.directory.services.contacts import correct_contact, end_contact, name_contact
from xuncha.cycle.directory.services.correcting import correct_organisation
from xuncha.cycle.directory.services.creating import create_organisation
from xuncha.cycle.directory.services.dissolving import dissolve_organisation
from xuncha.cycle.directory.services.former_names import note_former_name
from xuncha.cycle.directory.services.merging import merge_into_existing, merge_into_new
from xuncha.cycle.directory.services.moving import move_organisation
from xuncha.cycle.directory.services.renaming import rename_organisation
from xuncha.cycle.directory.services.restoring import restore_organisation
from xuncha.cycle.directory.services.rules import NewUnit
from xuncha.cycle.directory.services.seating import seat_user
from xuncha.cycle.directory.services.splitting import split_organisation
from xuncha.cycle.directory.services.withdrawing import withdraw_merger

__all__ = [
    "NewUnit",
    "correct_contact",
    "correct_organisation",
    "create_organisation",
    "dissolve_organisation",
    "end_contact",
    "merge_into_existing",
    "merge_into_new",
    "move_organisation",
    "name_contact",
    "note_former_name",
    "rename_organisation",
    "restore_organisation",
    "seat_user",
    "split_organisation",
    "withdraw_merger",
]
