"""What outings write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("outings.machine.sent", "制作外出数据包"),
    ("outings.machine.handed", "登记设备移交"),
    ("outings.machine.wiped", "登记设备清理"),
    ("outings.package.merged", "并入带回的数据包"),
    ("outings.record.merged", "并入带回的记录"),
    ("outings.clash.settled", "裁定并入冲突"),
    ("outings.station.opened", "建立外出站点"),
    ("outings.station.updated", "更新外出站点"),
    ("outings.station.handed", "制作带回数据包"),
    ("outings.list.exported", "导出设备移交清单"),
)
