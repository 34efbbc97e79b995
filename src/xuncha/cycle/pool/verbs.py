"""What the pool writes into the log. The log is read by people who may read nothing about persons:
no phone, no relative, no reason ever stands there."""

from xuncha.foundation.audit.verbs import Verb, register

_PRIVATE = frozenset({"phone", "native_place", "person", "relationship", "detail", "reason"})


def _verbs(*pairs: tuple[str, str]) -> None:
    register(*(Verb(name, label, _PRIVATE) for name, label in pairs))


_verbs(
    ("pool.inspector.nominated", "登记推荐人选"),
    ("pool.inspector.changed", "修改巡察人员资料"),
    ("pool.inspector.moved", "变更巡察人员工作单位"),
    ("pool.inspector.linked", "关联登录账号"),
    ("pool.inspector.checked", "通过资格审查"),
    ("pool.inspector.returned", "退回重新审查"),
    ("pool.inspector.admitted", "审定入库"),
    ("pool.inspector.rejected", "不予入库"),
    ("pool.inspector.paused", "暂停使用"),
    ("pool.inspector.resumed", "恢复使用"),
    ("pool.inspector.left", "退出人才库"),
    ("pool.inspector.renominated", "重新推荐"),
    ("pool.tie.added", "登记关系"),
    ("pool.tie.ended", "终止关系"),
    ("pool.tie.withdrawn", "撤销关系"),
    ("pool.ties.read", "查看关系"),
    ("pool.qualification.added", "登记资格证书"),
    ("pool.qualification.withdrawn", "撤销资格证书"),
    ("pool.qualification.downloaded", "下载资格证书"),
    ("pool.training.added", "登记培训"),
    ("pool.training.attended", "登记培训记录"),
    ("pool.training.record_withdrawn", "撤销培训记录"),
    ("pool.pledge.added", "登记保密承诺"),
    ("pool.pledge.withdrawn", "撤销保密承诺"),
    ("pool.pledge.downloaded", "下载保密承诺"),
    ("pool.service.added", "登记巡察经历"),
    ("pool.service.withdrawn", "撤销巡察经历"),
    ("pool.rules.made", "制定人才库规则"),
    ("pool.import.read", "试读人才库名单"),
    ("pool.import.done", "导入人才库名单"),
    ("pool.import.dropped", "放弃导入人才库名单"),
)
