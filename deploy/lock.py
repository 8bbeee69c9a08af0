"""Pin the ranges of setup.cfg into requirements/*.txt with hashes and without any address: `make lock`."""

import shutil
import subprocess

from deploy import environment

HOW = ["--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
SETS = {
    "run": [],
    "test": ["--extra", "test", "--constraint", "requirements/run.txt"],
    "bench": ["--extra", "test", "--extra", "bench", "--constraint", "requirements/test.txt"],
    "uv": ["--only-extra", "uv"],
    "node": ["--only-extra", "node"],
}


def tool_lines(name: str) -> str:
    """uv and Node are installed alone, so their range is taken without the application's."""
    lines = (environment.ROOT / "setup.cfg").read_text(encoding="utf-8").splitlines()
    return lines[lines.index(f"{name} =") + 1].strip()


def main() -> None:
    for name, extra in SETS.items():
        alone = extra[:1] == ["--only-extra"]
        what = ["-"] if alone else ["setup.cfg", *extra]
        target = ["--quiet", "--python-version", "3.11", "-o", f"requirements/{name}.txt"]
        command = [str(environment.VENV / "bin" / "uv"), "pip", "compile", *what, *HOW, *target]
        given = tool_lines(name) if alone else None
        subprocess.run(command, cwd=environment.ROOT, input=given, text=True, check=True)
    for leftover in environment.ROOT.glob("*.egg-info"):
        shutil.rmtree(leftover)


if __name__ == "__main__":
    main()
