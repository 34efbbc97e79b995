"""Content that would run when opened, whatever its name, by its first bytes."""

from __future__ import annotations

import re
from pathlib import Path

PROGRAM = "可执行程序"
SCRIPT = "脚本"

_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")

_PROGRAMS: tuple[bytes, ...] = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # Java class, Mach-O for several processors
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # Mach-O
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"ITSF",  # compiled help
    b"MSCF",  # cabinet: installers
    b"\x1bLua",
    b"!<arch>",
)  # fmt: skip

_SCRIPTS = re.compile(
    rb"""\A\s*(?: \#!\s*/ | @?echo\s+off\b | @cls\b | <\?php | <\?= | <%@ | <%\s | <hta: | <job[\s>]
      | <scriptlet | windows\ registry\ editor | regedit4 | \[autorun\]
      | param\s*\(\s*\[ | set-executionpolicy\b | import-module\s ) """,
    re.I | re.X,
)
_CALLS = re.compile(
    rb"""createobject\(\s*["'](?:wscript\.shell|scripting\.filesystemobject|shell\.application)
      | activexobject\(\s*["'](?:wscript|scripting|shell)\. | wscript\.createobject\(
      | <hta:application """,
    re.I | re.X,
)


def danger_of(head: bytes) -> str:
    """What it is in a word (可执行程序, 脚本), or "", by the first few thousand bytes of a file.

    A text that merely speaks of scripts is none: only an opening line that makes one counts, or a
    call that only a script makes, in a text.
    """
    if head.startswith(_PROGRAMS) or _is_dos(head):
        return PROGRAM
    text = _as_text(head)
    return SCRIPT if text and (_SCRIPTS.search(text) or _CALLS.search(text)) else ""


def is_installer(path: Path) -> bool:
    """Whether a compound file is a Windows installer: the class of its root entry tells."""
    with path.open("rb") as source:
        return any(_INSTALLER in piece for piece in iter(lambda: source.read(4096), b""))


def _is_dos(head: bytes) -> bool:
    """MZ opens programs; a text that happens to begin with these letters has no zero bytes."""
    return head[:2] in {b"MZ", b"ZM"} and b"\x00" in head[:1024]


def _as_text(head: bytes) -> bytes:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode()
    text = head.removeprefix(b"\xef\xbb\xbf")
    return b"" if b"\x00" in text else text
