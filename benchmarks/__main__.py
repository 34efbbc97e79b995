"""``python -m benchmarks [PART]``: all of them, or one (an unknown one lists them)."""

from __future__ import annotations

import sys


def main() -> None:
    from benchmarks import board, start
    from benchmarks.check.__main__ import main as check
    from benchmarks.check.second.__main__ import main as second
    from benchmarks.check.third.__main__ import main as third
    from benchmarks.drafting.__main__ import main as drafting
    from benchmarks.pages.__main__ import main as pages
    from benchmarks.plan.__main__ import main as plan
    from benchmarks.search.__main__ import main as search
    from benchmarks.similar.__main__ import main as similar

    part, *rest = sys.argv[1:] or [""]
    if part == "pages":
        pages(rest)
    elif part == "check":
        sys.argv = [sys.argv[0], *rest]
        check()
    elif part == "drafting":
        sys.argv = [sys.argv[0], *rest]
        drafting()
    elif part == "plan":
        plan(rest)
    elif part == "start":
        start.main()
    elif part == "similar":
        similar(rest)
    elif part == "search":
        search(rest)
    elif part == "board":
        board.main()
    elif part:
        raise SystemExit(
            f"没有“{part}”这一部分，可选：pages、board、check、drafting、plan、search、similar、start。"
        )
    else:
        sys.argv = sys.argv[:1]
        start.main()
        check()
        second([])
        third([])
        drafting()
        plan([])
        similar([])
        search([])
        board.main()
        pages([])


if __name__ == "__main__":
    main()
