"""Fetch the fonts, and for the tests the accessibility checker, that package-lock.json pins into instance/.

Each archive is checked against the lock's sha512 before anything is taken out of it, and only the weights
in use are kept. Knows no address: npm asks the registry it is set up for.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy import environment

ROOT = environment.ROOT
FONTS = ROOT / "instance" / "fonts"
CHECKERS = ROOT / "instance" / "checkers"


@dataclass(frozen=True)
class Wanted:
    """One npm package: what is taken out of it, and where that goes."""

    package: str
    members: tuple[str, ...]
    folder: Path
    size: str

    def stamp(self) -> Path:
        return self.folder / f".fetched-{self.package.rsplit('/', maxsplit=1)[-1]}"

    def files(self) -> list[Path]:
        return [self.folder / Path(member).name for member in self.members]


def _face(package: str, family: str, size: str) -> Wanted:
    weights = ("400Regular", "700Bold")
    members = tuple(f"package/{weight}/{family}_{weight}.ttf" for weight in weights)
    return Wanted(f"@expo-google-fonts/{package}", members, FONTS, size)


RUN = (_face("noto-serif-sc", "NotoSerifSC", "约 69 MB"), _face("noto-sans-sc", "NotoSansSC", "约 54 MB"))
TEST = (Wanted("axe-core", ("package/axe.min.js",), CHECKERS, "约 1 MB"),)


def locked(package: str) -> tuple[str, str]:
    """Return the pinned version and its integrity."""
    entries = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    entry = entries[f"node_modules/{package}"]
    return entry["version"], entry["integrity"]


def present(wanted: Wanted) -> bool:
    stamp = wanted.stamp()
    kept = all(path.exists() for path in wanted.files())
    return kept and stamp.exists() and stamp.read_text(encoding="ascii") == locked(wanted.package)[1]


def npm() -> str:
    """Find npm; on a machine without Node it comes from PyPI into the same .venv."""
    found = shutil.which("npm")
    if found:
        return found
    environment.install("node")
    return str(environment.VENV / "bin" / "npm")


def archive(wanted: Wanted, folder: str) -> Path:
    """Download the package and refuse it unless its bytes are the ones that were locked."""
    version, integrity = locked(wanted.package)
    command = [npm(), "pack", f"{wanted.package}@{version}", "--silent", "--pack-destination", folder]
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise OSError(finished.stderr.strip() or f"npm 退出码 {finished.returncode}")
    downloaded = Path(folder) / finished.stdout.strip().splitlines()[-1]
    algorithm, _, expected = integrity.partition("-")
    actual = base64.b64encode(hashlib.new(algorithm, downloaded.read_bytes()).digest()).decode("ascii")
    if actual != expected:
        raise OSError(f"{wanted.package}@{version} 的校验值与 package-lock.json 不符，已丢弃")
    return downloaded


def fetch(wanted: Wanted) -> None:
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive(wanted, folder)) as content:
            for member, target in zip(wanted.members, wanted.files(), strict=True):
                source = content.extractfile(member)
                if source is None:
                    raise OSError(f"{wanted.package} 中没有 {member}")
                unfinished = target.with_suffix(".part")
                unfinished.write_bytes(source.read())
                unfinished.replace(target)
        wanted.stamp().write_text(locked(wanted.package)[1], encoding="ascii")


def main(arguments: list[str]) -> int:
    missing = [wanted for wanted in RUN + (TEST if "test" in arguments else ()) if not present(wanted)]
    if any(wanted in RUN for wanted in missing):
        print("首次启动需下载中文字体，共约 120 MB，只下载一次 ……", flush=True)
    failed = False
    for wanted in missing:
        print(f"正在下载 {wanted.package}（{wanted.size}） ……", flush=True)
        try:
            fetch(wanted)
        except (OSError, KeyError, tarfile.TarError) as error:
            print(f"未能下载 {wanted.package}：{error}", file=sys.stderr)
            failed = failed or not all(path.exists() for path in wanted.files())
    if failed:
        print("缺少的文件下次启动时再试；此前文书不能生成。", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
