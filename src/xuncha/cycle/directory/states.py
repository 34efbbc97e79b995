"""Where a list that was brought in may go."""

from xuncha.cycle.directory.enums import DirectoryImportState
from xuncha.kernel.states import StateTable, Transition

_READ = frozenset({DirectoryImportState.READ})

DIRECTORY_IMPORT_STATES = StateTable(
    "名录导入批次",
    DirectoryImportState,
    [
        Transition("take", "导入", _READ, DirectoryImportState.DONE),
        Transition("drop", "放弃导入", _READ, DirectoryImportState.DROPPED),
    ],
)
