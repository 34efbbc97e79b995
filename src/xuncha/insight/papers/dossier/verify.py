"""核验案卷：逐个文件比对摘要。只用 Python 自带的库，不需要巡察工作平台。

用法：在案卷解开的文件夹里运行  python verify.py [移交清单上的清单摘要]
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

OWN = {"manifest.json", "verify.py"}


def digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            made.update(piece)
    return made.hexdigest()


def read(manifest: Path) -> dict[str, dict[str, object]] | None:
    """The listed files by their path; None where the manifest is no manifest."""
    try:
        files = json.loads(manifest.read_text("utf-8"))["files"]
        return {str(one["path"]): {"size": one["size"], "sha256": one["sha256"]} for one in files}
    except (ValueError, KeyError, TypeError):
        return None


def problems(folder: Path, wanted: str = "") -> list[str]:
    """What is wrong with the dossier in a folder; empty for nothing."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return ["缺少清单 manifest.json，无法核验。"]
    found = []
    if wanted and digest(manifest) != wanted.strip().lower():
        found.append("清单被改动过：和移交清单上的摘要不符。")
    listed = read(manifest)
    if listed is None:
        return [*found, "清单 manifest.json 读不懂，已经损坏或者被改动过，无法逐件核验。"]
    for name, one in listed.items():
        path = folder / name
        if not path.is_file():
            found.append(f"缺少：{name}")
        elif path.stat().st_size != one["size"] or digest(path) != one["sha256"]:
            found.append(f"被改动过：{name}")
    here = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip
    found += [f"清单里没有：{name}" for name in sorted(here - set(listed) - OWN)]
    return found


def main() -> int:
    """Say what was found; 0 for whole, 1 for not."""
    folder = Path(__file__).resolve().parent
    found = problems(folder, sys.argv[1] if len(sys.argv) > 1 else "")
    for line in found:
        print(line)
    if found:
        print(f"共 {len(found)} 处不符，这份案卷不完整，请和移交单位核对。")
    else:
        print(f"案卷完整，清单摘要 {digest(folder / 'manifest.json')}。请和移交清单上的比对。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
