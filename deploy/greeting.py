"""What a person reads at the terminal once the site is up: the addresses and the demo accounts."""

import json
import unicodedata
from pathlib import Path

WANTED = "CASEWORK_GREETING"
PAGES = (("首页", "/"), ("权利人", "/portal"), ("办案工作台", "/desk"), ("处罚公示", "/disclosures"))


def width(text: str) -> int:
    """Columns the text takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def column(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def account_lines(accounts: list[dict[str, str]]) -> list[str]:
    """One line an account, in columns."""
    fields = ("role", "username", "password")
    most = {field: max(width(str(account[field])) for account in accounts) + 2 for field in fields}
    return [
        "  " + "".join(column(str(account[field]), most[field]) for field in fields) + account["login"]
        for account in accounts
    ]


def lines(address: str, accounts: list[dict[str, str]]) -> list[str]:
    said = ["", f"已启动：{address}（按 Ctrl-C 停止）", ""]
    said += [f"  {column(name, 14)}{address}{path}" for name, path in PAGES]
    if accounts:
        said += ["", "演示账号（角色、用户名、密码、登录地址）：", *account_lines(accounts)]
    return [*said, ""]


def say(address: str, accounts_file: Path) -> None:
    known = accounts_file.exists()
    accounts = json.loads(accounts_file.read_text(encoding="utf-8")) if known else []
    print("\n".join(lines(address, accounts)), flush=True)
