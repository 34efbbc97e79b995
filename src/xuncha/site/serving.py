"""The running site: web server and job worker under one parent that ends them together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from xuncha.kernel.errors import Invalid
from xuncha.site import env, running, setup

_START_SECONDS = 60


def serve(bind: str) -> int:
    """Serve until stopped (Ctrl-C or SIGTERM). Says the address, and the sign-ins of a demo."""
    host, port = _split(bind)
    _refuse_taken(host, port)
    setup.start_framework()
    if not setup.is_current():
        setup.update_site()
    held = running.hold(env.home())
    children = [
        subprocess.Popen([sys.executable, "-m", "xuncha", "worker"]),
        subprocess.Popen(_server(host, port)),
    ]
    stopped = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        if _wait_for(host, port, children):
            _announce(host, port)
        while not stopped and all(child.poll() is None for child in children):
            time.sleep(0.3)
    finally:
        _end(children)
        held.close()
    return 0 if stopped else 2


def _server(host: str, port: int) -> list[str]:
    """gunicorn where it runs, else waitress (Windows)."""
    if sys.platform == "win32":
        program = ["waitress", f"--listen={host}:{port}", "--threads=8"]
    else:
        program = [
            "gunicorn", f"--bind={host}:{port}", "--worker-class=gthread", "--workers=2",
            "--threads=4", "--timeout=120", "--graceful-timeout=20", "--max-requests=20000",
            "--max-requests-jitter=2000", f"--worker-tmp-dir={env.home() / 'tmp'}",
            "--log-level=warning", "--no-control-socket",
        ]  # fmt: skip
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.site.settings")
    return [sys.executable, "-m", *program, "xuncha.site.wsgi:application"]


def _split(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise Invalid(f"监听地址“{bind}”不对，应当写成 地址:端口，例如 127.0.0.1:8000。")
    return host.strip("[]"), int(port)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            words = f"{host}:{port} 不能使用，可能已有程序占用，请换一个端口。"
            raise Invalid(words) from None


def _wait_for(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> bool:
    until = time.monotonic() + _START_SECONDS
    target = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  compared, not bound
    while time.monotonic() < until and all(child.poll() is None for child in children):
        with contextlib.suppress(OSError), socket.create_connection((target, port), timeout=1):
            return True
        time.sleep(0.1)
    return False


def _announce(host: str, port: int) -> None:
    from django.conf import settings

    print(f"\n巡察工作平台已启动： http://{host}:{port}/\n")
    demo = settings.XUNCHA_DEMO
    if demo:
        print(f"演示区：{demo['place']}（虚构），演示日期 {demo['day']}")
        print(f"以下账号的密码都是 {demo['password']}；可以试着导入的台账在 {env.home() / 'demo'}")
        for person in demo["people"]:
            print(f"  {person['username']:<12} {person['name']}　{person['post']}")
    print("\n按 Ctrl-C 停止。", flush=True)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask both to stop, wait, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(25)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
