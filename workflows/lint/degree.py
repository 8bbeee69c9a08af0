"""Whether the reasons and the fine speak of the same degree: light, ordinary or heavy.

Only pointed at: the tiers measure discretion and are no bounds of the law. Knows no shares; they are rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows import discretion, money
from workflows.lint.finding import WARN, Finding, Look, check, marked
from workflows.lint.ground import assessed

_CF = "《中华人民共和国行政处罚法》"
_MITIGATED = "减轻"  # below the range, so no tier of it
_NOUN = r"(?:的)?(?:行政)?(?:给予)?(?:处罚|处理|幅度|档|阶次|裁量)"
# 减轻 and 一般 are everyday words (减轻危害后果, 一般程序): they name a degree only before such a noun.
_NAMED = re.compile(rf"从轻|从重|减轻(?={_NOUN})|一般(?={_NOUN})")
_CLAIMED = re.compile(rf"(从轻|从重|减轻|一般){_NOUN}")
# What is quoted is the words of a law or of a party.
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|\"[^\"]*\"|《[^》]*》")
_CLAUSE = re.compile(r"[，,。；;：:！!\n]")
# A degree that somebody asks for, that is refused, or that the law only allows is not the one chosen.
_NOT_CHOSEN = re.compile(
    r"请求|要求|申请|希望|主张|恳请|提出|可以|不属|不构成|不符合|不具[有备]|不存在|规定的$"
    r"|(?:不[予给应宜能得]|没有|未|无).{0,3}$"
)


def chosen(text: str) -> tuple[str, str]:
    """The one degree that the reasons choose (从轻, 一般, 从重, 减轻) and the words they use.

    Both are empty where none or more than one is named: then nobody can say which is meant.
    """
    plain = re.sub(r"\s", "", _QUOTED.sub("", text))
    if len({hit.group() for hit in _NAMED.finditer(plain)}) != 1:
        return "", ""
    for clause in _CLAUSE.split(plain):
        hit = _CLAIMED.search(clause)
        if hit and not _NOT_CHOSEN.search(clause[: hit.start()]):
            return hit[1], hit.group()
    return "", ""


@check("裁量理由写的档次与罚款数额一致", f"{_CF}第五条、第三十二条、第三十四条", drafted=True)
def tier_as_reasoned(look: Look) -> Iterator[Finding]:
    """Asked where the range can be cut in three and the fine lies in it; one outside is another check's."""
    found, fine = assessed(look), look.amount("fine_fen")
    named, words = chosen(" ".join(look.texts("discretion")))
    if not named or not fine or found is None or found.alternatives:
        return
    cut = discretion.tiers(look.step.book, found, look.step.today)
    tier = cut.of(fine) if cut else ""
    if cut is None or not tier or discretion.TIER_WORDS[tier] == named:
        return
    here = f"罚款{money.display(fine)}在{discretion.TIER_WORDS[tier]}的幅度以内"
    below = "减轻处罚应当低于法定幅度；" if named == _MITIGATED else ""
    yield Finding(
        "tier_differs",
        WARN,
        f"裁量理由写的是“{words}”，{here}，两者不一致。{below}{cut.why}",
        f"{_CF}第三十四条；{marked(cut.basis, cut.confidence)}",
        "裁量理由",
    )


CHECKS = (tier_as_reasoned,)
