"""Free stand-ins for the fonts that the standard names, told to the converter alone.

The Word file keeps the official names; on a machine that has those fonts they are used.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

STAND_INS = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FandolFang R", "FandolFang", "Noto Serif CJK SC"),
    "仿宋": ("FangSong", "FandolFang R", "FandolFang", "Noto Serif CJK SC"),
    "楷体_GB2312": (
        "楷体", "KaiTi", "FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "Noto Serif CJK SC",
    ),
    "黑体": ("SimHei", "Noto Sans CJK SC", "FandolHei"),
    "宋体": ("SimSun", "Noto Serif CJK SC", "FandolSong"),
    "方正小标宋简体": ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "Noto Serif CJK SC"),
}  # fmt: skip
"""Official font → what stands in, the likest first. The last holds every character of names."""

HEAVIER = frozenset({"方正小标宋简体"})
"""Whose stand-in is too thin in its plain weight: the bold one takes its place."""

_SYSTEM = "/etc/fonts/fonts.conf"


def write_fonts(folder: Path) -> Path:
    """A font configuration in a folder: the machine's own, with the stand-ins."""
    rules = "".join(_alias(name, likes) for name, likes in STAND_INS.items())
    rules += "".join(map(_bolder, sorted(HEAVIER)))
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f'<include ignore_missing="yes">{_SYSTEM}</include>'
        f"<cachedir>{escape(str(folder / 'fontcache'))}</cachedir>{rules}</fontconfig>\n",
        "utf-8",
    )
    return path


def _alias(name: str, likes: tuple[str, ...]) -> str:
    families = "".join(f"<family>{escape(one)}</family>" for one in likes)
    return (
        f'<alias binding="same"><family>{escape(name)}</family><prefer>{families}</prefer></alias>'
    )


def _bolder(name: str) -> str:
    """Asked for before a stand-in is chosen; the real font has one weight, which is not touched."""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit></match>'
    )
