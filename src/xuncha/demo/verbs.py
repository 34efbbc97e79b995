"""What loading a demonstration writes into the log."""

from xuncha.foundation.audit.verbs import register

register(("demo.world.loaded", "装入演示区"))
