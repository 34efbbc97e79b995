"""What the taxonomy writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("findings.taxonomy.created", "建立问题分类版本"),  # rows of older sites have this verb
    ("taxonomy.version.created", "建立问题分类版本"),
)
