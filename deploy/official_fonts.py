"""Bring the faces of official papers into instance/fonts/: 仿宋 (FandolFang) and 楷体 (LXGW WenKai).

Both come out of Debian packages without installing them. Where apt is not there the papers fall back to
Noto Serif SC and the health page says so, so a failure here stops nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy import environment, system_packages

FONTS = environment.ROOT / "instance" / "fonts"


@dataclass(frozen=True)
class Face:
    """One face: the Debian package, the file inside it, the name it gets here."""

    package: str
    source: str
    target: str
    size: str


FACES = (
    Face("texlive-lang-chinese", "FandolFang-Regular.otf", "FandolFang-Regular.ttf", "约 49 MB"),
    Face("fonts-lxgw-wenkai", "LXGWWenKai-Regular.ttf", "LXGWWenKai-Regular.ttf", "约 52 MB"),
)


def unpacked(face: Face, folder: str) -> Path:
    command = ["apt-get", "-qq", "download", "-o", "APT::Sandbox::User=root", face.package]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    package = next(Path(folder).glob(f"{face.package}_*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
    return next(Path(folder).rglob(face.source))


def fetch(face: Face) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = unpacked(face, folder)
        target = FONTS / face.target
        if source.suffix == ".otf":
            convert = [str(environment.PYTHON), "-m", "documents.fontbuild", str(source), str(target)]
            subprocess.run(convert, cwd=environment.ROOT, check=True)
        else:
            unfinished = target.with_suffix(".part")
            shutil.copyfile(source, unfinished)
            unfinished.replace(target)


def main() -> int:
    wanted = [face for face in FACES if not (FONTS / face.target).exists()]
    if not wanted:
        return 0
    if not system_packages.can_install():
        print("仿宋、楷体取自 Debian 软件包，需要 apt-get 和管理员身份。", file=sys.stderr)
        print("文书正文暂用思源宋体。", file=sys.stderr)
        return 0
    system_packages.apt("update")
    for face in wanted:
        print(f"正在从 {face.package}（{face.size}）取得 {face.target} ……", flush=True)
        try:
            fetch(face)
        except (OSError, StopIteration, subprocess.CalledProcessError) as error:
            print(f"未能取得 {face.target}：{error}；文书暂用思源宋体。", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
