"""Commands of a site: init, demo, serve, worker."""

from __future__ import annotations

import argparse
from typing import Any

from xuncha.cli.errors import UsageError
from xuncha.cli.progress import progress_bar

Commands = Any  # argparse keeps the type of its sub-parsers private


def add_parser(commands: Commands) -> None:
    """Add the commands that set up and run a site."""
    init = commands.add_parser("init", help="建立站点：文件夹、密钥、数据库、三员账号")
    init.set_defaults(run=_init)
    demo = commands.add_parser("demo", help="装入虚构的清源区作演示（只能装入空站点）")
    demo.add_argument("--scale", type=int, default=1, metavar="N", help="规模倍数，默认 1")
    demo.add_argument("--seed", type=int, default=20260318, metavar="S", help="随机种子")
    demo.set_defaults(run=_demo)
    serve = commands.add_parser("serve", help="启动服务")
    serve.add_argument("--bind", default="127.0.0.1:8000", metavar="地址:端口")
    serve.add_argument("--demo", action="store_true", help="站点还没有建立时，先建立并装入演示区")
    serve.set_defaults(run=_serve)
    worker = commands.add_parser("worker", help="只启动后台任务进程（serve 会自带一个）")
    worker.set_defaults(run=_worker)


def _init(_: argparse.Namespace) -> int:
    from xuncha.site.setup import create_site, first_administrators

    create_site()
    for username, name, password in first_administrators():
        print(f"{name}：用户名 {username}，初始密码 {password}（首次登录须修改）")
    print("站点已经建好。用 xuncha serve 启动。")
    return 0


def _demo(args: argparse.Namespace) -> int:
    if args.scale < 1:
        raise UsageError("--scale 必须是不小于 1 的整数。")
    from xuncha.site.setup import create_site

    create_site()
    from xuncha.demo.load import load

    load(scale=args.scale, seed=args.seed, progress=progress_bar())
    return 0


def _serve(args: argparse.Namespace) -> int:
    from xuncha.site.setup import site_exists

    if not site_exists():
        if not args.demo:
            raise UsageError("站点还没有建立，请先运行 xuncha init。")
        _demo(argparse.Namespace(scale=1, seed=20260318))
    from xuncha.site.serving import serve

    return serve(args.bind)


def _worker(_: argparse.Namespace) -> int:
    from xuncha.site.setup import start_framework

    start_framework()
    from xuncha.foundation.jobs.worker import main

    main()
    return 0
