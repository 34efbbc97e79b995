"""Machines that go out with a team: what was put on them, what came back, and that they were
wiped."""
