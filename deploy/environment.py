"""Make .venv and install one pinned set into it: `python3 -m deploy.environment run|test|bench|node`.

Runs under any bare Python 3.11 or newer, so it knows the standard library only. A stamp holding the digest
of the lock file lets the next start pass in milliseconds.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
ALSO_SATISFIES = {
    "bench": ("bench", "test", "run"),
    "test": ("test", "run"),
    "run": ("run",),
    "node": ("node",),
    "uv": ("uv",),
}


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def stamp_file(name: str) -> Path:
    return VENV / f".installed-{name}"


def digest(name: str) -> str:
    """Name the lock file's bytes together with the interpreter they were installed for."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{hashlib.sha256(lock_file(name).read_bytes()).hexdigest()} python{version}"


def installed(name: str) -> bool:
    stamp = stamp_file(name)
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == digest(name)


def make_venv() -> None:
    if PYTHON.exists():
        return
    print("正在建立 .venv ……", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        print(made.stdout + made.stderr, file=sys.stderr)
        raise SystemExit("无法建立 .venv：请先安装 Python 的 venv 组件（Debian、Ubuntu 上为 python3-venv）。")


def pip(name: str) -> list[str]:
    return [str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(lock_file(name))]


def installer(name: str) -> list[str]:
    """Prefer uv, which is several times faster; without it pip does the same from the same lock."""
    uv = VENV / "bin" / "uv"
    if not installed("uv") and subprocess.run(pip("uv"), check=False).returncode == 0:
        stamp_file("uv").write_text(digest("uv"), encoding="ascii")
    if not uv.exists():
        return pip(name)
    # pip compiles as it installs; without this the first start of each module would.
    wanted = ["--compile-bytecode", "--require-hashes", "-r", str(lock_file(name))]
    return [str(uv), "pip", "install", "--quiet", "--python", str(PYTHON), *wanted]


def install(name: str) -> None:
    """Install the pinned set if the stamp does not already say that it is there."""
    make_venv()
    if installed(name):
        return
    print(f"正在安装 requirements/{name}.txt 中锁定的软件包 ……", flush=True)
    command = installer(name)
    finished = subprocess.run(command, check=False)
    if finished.returncode and command != pip(name):
        finished = subprocess.run(pip(name), check=False)
    if finished.returncode:
        raise SystemExit(f"软件包未能安装：请检查网络后重试（{lock_file(name).relative_to(ROOT)}）。")
    for satisfied in ALSO_SATISFIES[name]:
        stamp_file(satisfied).write_text(digest(satisfied), encoding="ascii")


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        raise SystemExit("需要 Python 3.11 或更新的版本。")
    if len(sys.argv) != 2 or sys.argv[1] not in ALSO_SATISFIES:
        raise SystemExit("usage: python3 -m deploy.environment run|test|bench|node")
    install(sys.argv[1])
