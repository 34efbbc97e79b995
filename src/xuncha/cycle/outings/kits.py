"""These stay at the office: a machine knows itself by what lies beside its database."""

from xuncha.foundation.kits.registry import stays

stays("outings.machine", "outings.exchange", "outings.keptfile", "outings.clash",
      why="外出设备的登记只在办公室")  # fmt: skip
