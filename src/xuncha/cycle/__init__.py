"""The work in the order of its steps: one app a step; a later one may look at an earlier one."""
