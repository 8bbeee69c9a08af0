"""A three-page decision, warm, another one each time, against three other typesetters.

The same words in the same faces on the same page, with page numbers and the QR code. Ours also draws the seal
and breaks lines by 避头尾. The others are given what costs them least: their words ready made, one compiler
kept warm, fonts found, no tags. Typst writes PDF/A-2b as ours does.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import cycle
from typing import Any

import documents
from benchmarks import peers
from benchmarks.timing import Ratio, side_by_side
from documents import fonts
from documents.fonts import Role
from documents.story import story

KIND = "penalty_decision"
PAGES = 3
# More than any of them remembers: Typst forgets what ten papers in a row did not use.
CASES = 40
LEAST = {"Typst": 1.3, "ReportLab platypus": 2.5, "WeasyPrint": 2.5}
NAME = "a three-page decision"
PROOFS = ("proof", "range_proof")
EMPTY: dict[str, list[object]] = {"statements": [], "rights": [], "measures": []}
Work = Callable[[], bytes]


def measure() -> list[Ratio]:
    """One row for each of the others; the times of all are taken in turn, so that a busy moment meets all."""
    cases = [decision(number) for number in range(CASES)]
    faces = {role: fonts.chain(role)[0] for role in (Role.BODY, Role.TITLE, Role.HEADING)}
    words = [peers.Words(tuple(_lines(data)), data["verify"]["url"]) for data in cases]
    makers = {"Typst": peers.typst, "ReportLab platypus": peers.platypus, "WeasyPrint": peers.weasyprint}
    works: dict[str, Work] = {
        "ours": partial(lambda turn: documents.render(KIND, next(turn)).bytes, cycle(cases))
    }
    works |= {name: make(cycle(words), faces) for name, make in makers.items()}
    for name, work in works.items():
        assert work().startswith(b"%PDF"), name
    found = side_by_side(works)
    return [Ratio(NAME, found["ours"], found[name], name, LEAST[name]) for name in makers]


def decision(number: int) -> Mapping[str, Any]:
    """The sample decision, shortened to three pages, of a shop and a sum of its own."""
    sample = documents.sample(KIND)
    data = {name: value for name, value in sample.items() if name not in PROOFS} | EMPTY
    data["facts_found"] = f"{data['facts_found'][:60]}，货值金额{8000 + number}元。"
    data["discretion"], data["source"] = data["discretion"].split("；")[0], data["source"][:30]
    data["evidence"], data["hearing"] = data["evidence"][:1], {"right": False, "why": ""}
    data["party"] = {**data["party"], "name": f"宣州区示例{number}食品超市"}
    data["number"] = f"宣州市监处罚〔2026〕{number + 1}号"
    data["verify"] = {**data["verify"], "url": f"https://ip.example.gov.cn/verify/{number * 7919:012X}"}
    assert documents.render(KIND, data).pages == PAGES
    return data


def _lines(data: Mapping[str, Any]) -> list[peers.Line]:
    """Every block as one paragraph, with its face."""
    heads = {"agency": Role.TITLE, "title": Role.TITLE, "h1": Role.HEADING}
    return [
        peers.Line(heads.get(block.word, Role.BODY), " ".join(block.cells).replace("\n", " "))
        for block in story(KIND, data)
        if block.text
    ]
