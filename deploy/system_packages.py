"""What the tests need from the system: where it is, what is missing, and how root gets it.

`python3 -m deploy.system_packages` installs what is missing when root and apt are there, and otherwise says
exactly what to install. With CI=true a missing program is a failure; elsewhere its tests are left out and
say so.
"""

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

FONT_PLACES = tuple(f"/usr/share/fonts/**/{name}" for name in ("wqy-*.tt?", "*CJK*.tt?", "*CJK*.otf"))


def initdb() -> str | None:
    """Debian keeps the server's programs out of PATH; the newest version wins."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    return found[-1] if found else shutil.which("initdb")


def redis_server() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def chinese_font() -> str | None:
    found = (path for pattern in FONT_PLACES for path in glob.glob(pattern, recursive=True))
    return next(found, None)


def pdftotext() -> str | None:
    return shutil.which("pdftotext")


NEEDS: dict[str, Callable[[], str | None]] = {
    "postgresql": initdb,
    "redis-server": redis_server,
    "chromium": chromium,
    "fonts-wqy-zenhei": chinese_font,
    "poppler-utils": pdftotext,
}


def missing() -> list[str]:
    return [package for package, find in NEEDS.items() if not find()]


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*arguments: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    return subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0


def main() -> int:
    wanted = missing()
    if wanted and can_install():
        print(f"正在安装测试所需的系统软件：{'、'.join(wanted)} ……", flush=True)
        if apt("update"):
            apt("install", "-y", "--no-install-recommends", *wanted)
        wanted = missing()
    if not wanted:
        return 0
    print(f"缺少测试所需的系统软件：{'、'.join(wanted)}。", file=sys.stderr)
    print(f"请以管理员身份执行：apt-get install {' '.join(wanted)}", file=sys.stderr)
    if os.environ.get("CI") == "true":
        return 1
    print("相应的测试将跳过，并在结尾说明。", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
