"""Python loads this by its name where the folder is on the path: in whatever a test starts."""

import no_way_out  # noqa: F401
