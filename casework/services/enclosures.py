"""Evidence made ready for the bound file: its pages where it has any, else a sheet that says where it is.

Works on files in a folder of the caller's, outside any transaction; a bad file costs its pages, nothing more.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework import storage
from casework.services.exhibits import Exhibit
from documents import binder, enclosing
from documents.volumes import Volume

MIB = 1024 * 1024
# One file beyond this is not opened, and what all bound pages of a case weigh ends at the second.
MOST_BYTES, ALL_BYTES = 64 * MIB, 128 * MIB
UNBOUND = "录像、录音等不能逐页打印"
FORMATS = {
    "video/mp4": "视频（MP4、MOV）",
    "image/heic": "照片（HEIC）",
    "image/jpeg": "照片（JPG）",
    "image/png": "图片（PNG）",
    "application/pdf": "PDF文件",
}
RESPONSIBLE_LENGTH = 24
APART = "另存"


@dataclass(frozen=True, slots=True)
class Head:
    """What sheets say of the case; `cleaned` takes out of a text who complained in confidence."""

    agency: str
    case: Mapping[str, Any]
    demo: bool
    cleaned: Callable[[str], str]


def ready(exhibits: Sequence[Exhibit], folder: Path, head: Head) -> list[binder.Paper]:
    """One paper for each exhibit, in their order; large ones stay in the folder and are read from there."""
    wanted = {one.number: _taken_out(one, folder) for one in exhibits if _bindable(one)}
    answers = dict(zip(wanted, enclosing.enclose(list(wanted.values())), strict=True))
    papers, weight = [], 0
    for one in exhibits:
        answer = answers.get(one.number) or enclosing.Answer(reason=_why_not(one))
        if answer.pages:
            weight += wanted[one.number].target.stat().st_size
            if weight > ALL_BYTES:
                answer = enclosing.Answer(reason=enclosing.LARGE)
        papers.append(_paper(one, answer, wanted.get(one.number), head))
    return papers


def _bindable(one: Exhibit) -> bool:
    return one.media_type in enclosing.BINDABLE and one.size <= MOST_BYTES


def _why_not(one: Exhibit) -> str:
    return enclosing.LARGE if one.media_type in enclosing.BINDABLE else UNBOUND


def _taken_out(one: Exhibit, folder: Path) -> enclosing.Enclosure:
    """A copy of the checked bytes under a name of ours, for a process that may see nothing else."""
    source = folder / f"{one.number}.kept"
    with storage.open(one.key) as kept, source.open("wb") as copy:
        shutil.copyfileobj(kept, copy, MIB)
    return enclosing.Enclosure(source, one.media_type, folder / f"{one.number}.pdf")


def _paper(
    one: Exhibit, answer: enclosing.Answer, made: enclosing.Enclosure | None, head: Head
) -> binder.Paper:
    clean = head.cleaned if one.standing.volume is Volume.MAIN else str
    named = f"证据{one.number}：{clean(one.name)}"
    bound = made is not None and answer.pages > 0
    return binder.Paper(
        enclosing.printable(named),
        made.target if made is not None and bound else enclosing.slip(_slip(one, answer.reason, head, clean)),
        responsible=enclosing.printable(clean(one.source))[:RESPONSIBLE_LENGTH],
        on=one.on.isoformat(),
        remark="" if bound else APART,
        caption=named if bound else "",
        pages=answer.pages or None,
    )


def _slip(one: Exhibit, reason: str, head: Head, clean: Callable[[str], str]) -> dict[str, Any]:
    day = one.on
    rows = (
        ("案件名称", str(head.case.get("title") or "")),
        ("案件编号", str(head.case.get("filing_number") or head.case.get("reference") or "")),
        ("证据编号", f"证据{one.number}"),
        ("证据名称", clean(one.name)),
        ("证据种类", one.kind),
        ("来源", clean(one.source)),
        ("取得日期", f"{day.year}年{day.month}月{day.day}日"),
        ("证明的事实", clean("；".join(one.proves))),
        ("文件格式", FORMATS.get(one.media_type, one.media_type)),
        ("文件大小", f"{one.size:,}字节"),
        ("SHA-256 / 校验值", f"{one.sha256[:32]} {one.sha256[32:]}"),
        ("另存原因", reason),
        ("存放处", f"案卷数据包（光盘等存储介质）的evidence文件夹，编号{one.number:03d}"),
    )
    return {"agency": head.agency, "rows": rows, "demo": head.demo}
