"""A field site from a package: built in a place of its own, proven, and only then put in; and the
end of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha.foundation.kits.package import look
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.site import env, restoring, running, setup

if TYPE_CHECKING:
    from xuncha.cycle.outings.wiping import Wish
    from xuncha.foundation.kits.grouping import Result
    from xuncha.foundation.kits.slip import Slip


def open_package(source: Path, passphrase: str) -> tuple[Slip, Result | None]:
    """Make a field site in this home, or bring the one that is there to the office's newer state.
    Killed at any moment, it leaves what was there."""
    if os.environ.get("DATABASE_URL"):
        raise Invalid("外出站点只用自带的数据库，请去掉 DATABASE_URL 再打开。")
    look(source)
    home = env.home()
    if setup.site_exists() or (home / "xuncha.sqlite3").exists():
        return _refresh(source, passphrase, home)
    if home.exists() and any(home.iterdir()):
        raise Conflict(f"{home} 里已经有别的文件，请换一个空文件夹。")
    stage = home.with_name(f".{home.name}.kit-{os.getpid()}")
    home.parent.mkdir(parents=True, exist_ok=True)
    with restoring.place(stage), restoring.disk_errors("没有建立外出站点"):
        os.environ["XUNCHA_HOME"] = str(stage)
        slip = _build(source, passphrase)
        if home.exists():
            home.rmdir()
        stage.rename(home)
    os.environ["XUNCHA_HOME"] = str(home)
    return slip, None


def _build(source: Path, passphrase: str) -> Slip:
    setup.prepare_home()
    from django.core.management import call_command
    from django.db import connection

    from xuncha.cycle.outings import opening

    found = look(source)
    opening.check_out(found)
    next(found.parts(passphrase))  # a wrong passphrase shows before any table is made
    call_command("migrate", verbosity=0, interactive=False)
    slip = opening.fill(found, passphrase)
    setup.update_site()
    connection.close()
    return slip


def _refresh(source: Path, passphrase: str, home: Path) -> tuple[Slip, Result | None]:
    setup.require_site()
    from xuncha.cycle.outings import opening
    from xuncha.foundation.kits import station

    own = station.read()
    if own is None:
        raise Conflict(f"{home} 里已经有站点，而且不是外出站点；请用 --home 指一个空文件夹。")
    found = look(source)
    opening.check_out(found)
    return opening.refresh(found, passphrase, own)


def wipe(certificate: Path, wish: Wish) -> int:
    """Erase the field site of this home after its certificate was written; gives the number of
    files. Refuses a site that is served, and one whose changes are not at the office yet."""
    home = env.home()
    setup.require_site()
    from django.db import connection

    from xuncha.cycle.outings import papers, wiping

    if running.is_running(home):
        raise Conflict("站点正在运行，请先停下服务再清理。")
    if certificate.absolute().is_relative_to(home):
        raise Invalid("清理证明不能放在要清理的文件夹里。")
    wiping.refuse_early(wish)
    papers.write(certificate, wiping.certificate(home, wish))
    connection.close()
    return wiping.erase(home)
