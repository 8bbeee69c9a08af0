"""Why a paper could not be made, in words an officer can act on."""

# What a parser may raise on bytes that somebody has changed; each promises one error, none keeps to it.
DAMAGED: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    OSError,
    EOFError,
    RuntimeError,
)


class PaperError(ValueError):
    """A paper could not be made from what was given."""


class UnknownKind(PaperError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"没有这种文书：{kind}")
        self.kind = kind


class MissingField(PaperError):
    def __init__(self, *, kind: str, names: tuple[str, ...]) -> None:
        super().__init__(f"《{kind}》缺少以下内容：{'、'.join(names)}")
        self.names = names


class MissingGlyph(PaperError):
    def __init__(self, character: str) -> None:
        super().__init__(f"字库中没有“{character}”（U+{ord(character):04X}），文书未生成")
        self.character = character


class MissingFont(PaperError):
    def __init__(self, role: str, folder: str) -> None:
        super().__init__(f"没有可用于{role}的字体，字体文件夹：{folder}")
        self.role = role


class WordingFault(PaperError):
    """A wording that cannot be used; `line` counts from 1, 0 is not known; `quote` stood there."""

    def __init__(self, what: str, *, line: int = 0, quote: str = "") -> None:
        super().__init__(what)
        self.line = line
        self.quote = quote


class SigningError(PaperError):
    """A paper could not be signed, or a key could not be used."""
