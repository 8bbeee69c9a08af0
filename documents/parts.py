"""From the blocks of a story to strips: how each word of the markup looks in running text and in tables.

Shared by all layouts; a layout says only the style, the furniture of the page and where the seal may stand.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from documents import tables, typeface
from documents.fonts import Role
from documents.grid import BODY, LEFT, MM, SIZE_2, SIZE_3, SIZE_4_SMALL, SIZE_5_SMALL, WIDTH, baseline
from documents.page import GREY, Code, Mark, Rule, Seal, Text
from documents.story import Block
from documents.strips import CENTRE, Strip, Style, blank, halves, lay, mark, paragraph, title, widths
from documents.tables import CONTENT, Cell

TITLE = Style(size=SIZE_2, pitch=34.0, tracking=0.0, role=Role.TITLE)
COVER_TITLE = Style(size=26.0, pitch=40.0, tracking=6.0, role=Role.TITLE)
ANNEX = Style(size=SIZE_4_SMALL, pitch=20.0, tracking=0.0, role=Role.HEADING)
ATTACHED = replace(tables.COMPACT, pitch=14.0)
SMALL = Style(size=SIZE_4_SMALL, pitch=20.0, tracking=0.0)
CAPTION = Style(size=SIZE_5_SMALL, pitch=12.0, tracking=0.0, role=Role.SONG)
LABEL_SHARE = 0.17
CODE_SIDE = 21 * MM
SIGN_LINES = 5
HAND_LINES = 2.5
HAND = "＿"
# How many strips before the places to sign stay with them: a gap counts as one.
_SIGNED = {"confirm": 1, "party_sign": 3}


@dataclass(frozen=True, slots=True)
class Context:
    """What a paper is apart from its words."""

    seal_name: str = ""
    demo: bool = False
    draft: bool = False
    verify_code: str = ""
    verify_url: str = ""


@dataclass(slots=True)
class Composer:
    """Turns blocks into strips in one style; remembers only the columns of the list being set."""

    style: Style
    context: Context
    title_style: Style = TITLE
    row_least: int = 1
    cell: Style = CONTENT
    foot: tuple[str, ...] = ()
    columns: list[float] = field(default_factory=list)
    centred: list[bool] = field(default_factory=list)
    header: tuple[Strip, ...] = ()
    annexed: bool = False

    def compose(self, blocks: Sequence[Block]) -> list[Strip]:
        found: list[Strip] = []
        for block in blocks:
            if block.word not in {"row", "end", "section"}:
                self.header = () if block.word != "columns" else self.header
            if block.word in _SIGNED:
                # Nobody signs a page on which nothing of the paper stands.
                found[-_SIGNED[block.word] :] = [
                    replace(strip, keep=True) for strip in found[-_SIGNED[block.word] :]
                ]
            made = _SETTERS[block.word](self, block)
            if self.annexed:
                made = [replace(strip, annex=not (strip.tail or strip.bottom)) for strip in made]
            found += made
        return found

    def heading(self, block: Block) -> list[Strip]:
        return title(block.text, self.title_style)

    def number(self, block: Block) -> list[Strip]:
        above = blank(self.style, keep=True, part=0.35)
        line = paragraph(block.text, self.style, indent=0, align=CENTRE, keep=True, body=False)
        return [above, *line, blank(self.style, keep=True)]

    def flush(self, block: Block) -> list[Strip]:
        return paragraph(block.text, self.style, indent=0)

    def item(self, block: Block) -> list[Strip]:
        style = replace(self.style, justify=False)
        strips = paragraph(block.text.replace(HAND, "　"), style, indent=0)
        if HAND in block.text and len(strips) == 1:
            return [replace(strips[0], marks=(*strips[0].marks, *self._lines_to_write(block.text)))]
        return paragraph(block.text, style, indent=0)

    def _lines_to_write(self, text: str) -> list[Rule]:
        """One rule under each run of places left for handwriting."""
        style = self.style
        y = baseline(style.pitch, style.size) + 3
        found = []
        for run in re.finditer(f"{HAND}+", text):
            ends = [
                LEFT + typeface.width(style.role, text[:at].replace(HAND, "　"), style.size, style.tracking)
                for at in run.span()
            ]
            found.append(Rule(ends[0], y, ends[1], y, 0.5))
        return found

    def running(self, block: Block) -> list[Strip]:
        return paragraph(block.text, self.style)

    def first_heading(self, block: Block) -> list[Strip]:
        return paragraph(block.text, replace(self.style, role=Role.HEADING), keep=True)

    def second_heading(self, block: Block) -> list[Strip]:
        return paragraph(block.text, replace(self.style, role=Role.SUBHEADING), keep=True)

    def gap(self, block: Block) -> list[Strip]:
        return [blank(self.style, part=float(block.text or 1))]

    def small_line(self, block: Block) -> list[Strip]:
        align = block.cells[1] if len(block.cells) > 1 else "left"
        return [
            replace(strip, body=False)
            for strip in paragraph(block.text, SMALL, indent=0, align=align, keep=True)
        ]

    def copies(self, block: Block) -> list[Strip]:
        style = replace(SMALL, pitch=min(self.style.pitch, 22.0))
        laid = lay(block.text, style, left=LEFT, room=WIDTH)
        words = [mark(line, style, top=1 + place * style.pitch) for place, line in enumerate(laid)]
        rule = Rule(LEFT, 1, LEFT + WIDTH, 1, 0.5)
        return [Strip(height=len(laid) * style.pitch, marks=(rule, *words), bottom=True)]

    def sign(self, block: Block) -> list[Strip]:
        name, day = block.cells[0], block.cells[1]
        style, pitch = replace(self.style, size=SIZE_3, tracking=BODY.tracking), self.style.pitch
        day_width = typeface.width(style.role, day, style.size, style.tracking)
        names = halves(name, style, WIDTH - 2 * style.cell)
        breadths = [typeface.width(style.role, part, style.size, style.tracking) for part in names]
        right = LEFT + WIDTH - style.cell
        centre = min(right - 3 * style.cell - day_width / 2, right - max(breadths) / 2)
        pitch = max(pitch, BODY.pitch)
        marks: list[Mark] = []
        for line, (words, breadth) in enumerate(zip((*names, day), (*breadths, day_width), strict=True), 2):
            y = line * pitch + baseline(pitch, style.size)
            marks.append(Text(centre - breadth / 2, y, words, style.role, style.size, style.tracking))
        more = len(names) - 1
        if self.context.seal_name and not self.context.draft:
            marks.append(Seal(centre, (3 + more) * pitch - 5, self.context.seal_name, self.context.demo))
        marks += self.code(top=0.75 * pitch)
        return [Strip(height=(SIGN_LINES + more) * pitch, marks=tuple(marks), tail=True)]

    def code(self, *, top: float) -> list[Mark]:
        """The code and the words that lead to the check of the paper, at the left edge of the type area."""
        if not self.context.verify_url or self.context.draft:
            return []
        lines = (f"核验码 {self.context.verify_code}", "扫码核验本文书真伪")
        marks: list[Mark] = [Code(LEFT, top, CODE_SIDE, self.context.verify_url)]
        for place, words in enumerate(lines):
            y = top + CODE_SIDE + 4 + place * CAPTION.pitch + baseline(CAPTION.pitch, CAPTION.size)
            marks.append(Text(LEFT, y, words, CAPTION.role, CAPTION.size, 0.0, GREY))
        return marks

    def label(self, words: str, width: float) -> Cell:
        """A label in 黑体, its lines of like length."""
        style = replace(self.cell, role=Role.HEADING)
        even = "\n".join(halves(words, style, width - 2 * tables.PADDING))
        return Cell(even, width, style, CENTRE)

    def fields(self, block: Block) -> list[Strip]:
        cells = list(block.cells)
        least = self.row_least
        if len(cells) % 2:
            least = int(cells.pop() or 1)
        pairs = len(cells) // 2
        label = WIDTH * LABEL_SHARE
        value = (WIDTH - pairs * label) / pairs
        row = []
        for place in range(0, len(cells), 2):
            row.append(self.label(cells[place], label))
            row.append(Cell(cells[place + 1], value, self.cell))
        return tables.row(row, least=least)

    def opinion(self, block: Block) -> list[Strip]:
        role, text, name, day = (*block.cells, "", "", "")[:4]
        label = WIDTH * LABEL_SHARE
        closing = f"签名：{name or '　　　　　'}　　{day or '　　年　月　日'}"
        cell = Cell(text or " ", WIDTH - label, self.cell, closing=closing)
        return tables.row([self.label(role, label), cell], least=4)

    def section(self, block: Block) -> list[Strip]:
        header = self.header if self.annexed else ()
        return tables.row([self.label(block.text, WIDTH)], keep=True, header=header)

    def set_columns(self, block: Block) -> list[Strip]:
        names, weights, self.centred = [], [], []
        for cell in block.cells:
            name, _, weight = cell.rpartition(" ")
            self.centred.append(name.endswith("*"))
            names.append(name.rstrip("*").strip())
            weights.append(float(weight))
        self.columns = widths(weights)
        row = [self.label(name, width) for name, width in zip(names, self.columns, strict=True)]
        self.header = tuple(tables.row(row, keep=True, body=False))
        return list(self.header)

    def row(self, block: Block) -> list[Strip]:
        cells = (*block.cells, *([""] * len(self.columns)))[: len(self.columns)]
        row = [
            Cell(text, width, self.cell, CENTRE if middle else "left")
            for text, width, middle in zip(cells, self.columns, self.centred, strict=True)
        ]
        return tables.row(row, header=self.header, least=self.row_least)

    def end(self, block: Block) -> list[Strip]:
        return tables.row([Cell(block.text or "以下空白", WIDTH, self.cell, CENTRE)], header=self.header)

    def signature(self, block: Block) -> list[Strip]:
        room, above = WIDTH / len(block.cells), SMALL.pitch * 0.45
        marks: list[Mark] = []
        tallest = 1
        for place, words in enumerate(block.cells):
            laid = lay(words, SMALL, left=LEFT + place * room, room=room - 10)
            tallest = max(tallest, len(laid))
            marks += [mark(line, SMALL, top=above + at * SMALL.pitch) for at, line in enumerate(laid)]
            end = laid[-1].x + typeface.width(SMALL.role, laid[-1].words, SMALL.size)
            y = above + (len(laid) - 1) * SMALL.pitch + baseline(SMALL.pitch, SMALL.size) + 3
            if end + 2 < LEFT + (place + 1) * room - 20:
                marks.append(Rule(end + 2, y, LEFT + (place + 1) * room - 10, y, 0.5))
        return [Strip(height=SMALL.pitch * (tallest + 0.6), marks=tuple(marks), keep=True)]

    def party_sign(self, block: Block) -> list[Strip]:
        """Who signs beside whom, line by line; a line feed in a cell begins a line."""
        style = replace(self.style, justify=False)
        room = WIDTH / len(block.cells)
        rows: list[list[Mark]] = []
        for place, cell in enumerate(block.cells):
            at = 0
            for part in cell.split("\n"):
                for line in lay(part, style, left=LEFT + place * room, room=room - style.cell):
                    rows += [[]] * (at == len(rows))
                    rows[at] = [*rows[at], mark(line, style)]
                    at += 1
        below = [Strip(height=0.5 * style.pitch, keep=True)]
        return [Strip(height=style.pitch, marks=tuple(row), keep=True) for row in rows] + below

    def confirm(self, block: Block) -> list[Strip]:
        words = paragraph(block.text, replace(self.style, role=Role.SUBHEADING), keep=True)
        return [*words, Strip(height=HAND_LINES * self.style.pitch)]

    def hand(self, block: Block) -> list[Strip]:
        """A line that is written on the spot."""
        style = self.style
        start = LEFT + 2 * style.cell
        y = baseline(style.pitch, style.size)
        words = Text(start, y, block.text, style.role, style.size, style.tracking)
        begin = start + typeface.width(style.role, block.text, style.size, style.tracking)
        return [
            Strip(height=style.pitch, marks=(words, Rule(begin, y + 3, LEFT + WIDTH, y + 3, 0.5)), body=True)
        ]

    def set_foot(self, block: Block) -> list[Strip]:
        self.foot = block.cells
        return []

    def annex(self, block: Block) -> list[Strip]:
        """What follows is attached behind the seal, in small type."""
        self.annexed, self.cell, self.row_least = True, ATTACHED, 1
        above = blank(self.style, keep=True, part=0.35)
        return [above, *paragraph(block.text, ANNEX, indent=0, keep=True, body=False)]

    def big(self, block: Block) -> list[Strip]:
        return title(block.text, COVER_TITLE)


_Setter = Callable[[Composer, Block], list[Strip]]
_SETTERS: dict[str, _Setter] = {
    "agency": Composer.heading,
    "title": Composer.heading,
    "number": Composer.number,
    "to": Composer.flush,
    "item": Composer.item,
    "p": Composer.running,
    "q": Composer.running,
    "a": Composer.running,
    "note": Composer.running,
    "h1": Composer.first_heading,
    "h2": Composer.second_heading,
    "gap": Composer.gap,
    "line": Composer.small_line,
    "copies": Composer.copies,
    "sign": Composer.sign,
    "field": Composer.fields,
    "fields": Composer.fields,
    "opinion": Composer.opinion,
    "section": Composer.section,
    "columns": Composer.set_columns,
    "row": Composer.row,
    "end": Composer.end,
    "signature": Composer.signature,
    "party_sign": Composer.party_sign,
    "confirm": Composer.confirm,
    "hand": Composer.hand,
    "foot": Composer.set_foot,
    "annex": Composer.annex,
    "big": Composer.big,
}
