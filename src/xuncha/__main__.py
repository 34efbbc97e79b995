"""`python -m xuncha` is the same program as `xuncha`."""

from xuncha.cli import main

raise SystemExit(main())
