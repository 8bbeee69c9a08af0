"""What can go wrong, as one small family of exceptions.

Services and queries raise them, casework.web.errors answers them. "Not now" and "not you" is
workflows.engine.Refused. Nothing here knows an HTTP status or a template.
"""

from collections.abc import Mapping
from datetime import datetime


class CaseworkError(Exception):
    """Base of every error this program raises on purpose; its text may be shown to a person."""


class NotFound(CaseworkError):
    """There is no such thing, or it may not be seen by who asks."""

    def __init__(self, text: str = "没有找到您要的内容") -> None:
        super().__init__(text)


class Stale(CaseworkError):
    """Somebody else has changed the thing since it was read."""

    def __init__(self, text: str = "内容已被他人修改，请核对后重新提交") -> None:
        super().__init__(text)


class Invalid(CaseworkError):
    """Fields that were refused, each with its reason; the key "" is about the whole submission."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("；".join(fields.values()))
        self.fields = dict(fields)


class Conflict(CaseworkError):
    """The same idempotency key came with another body, or is still being worked on."""


class WrongCredentials(CaseworkError):
    """User name and password do not belong together; deliberately the same for every cause."""

    def __init__(self) -> None:
        super().__init__("用户名或者密码不正确")


class TooManyAttempts(CaseworkError):
    """The account name or the address is locked for a while."""

    def __init__(self, *, until: datetime, seconds: int) -> None:
        super().__init__("尝试次数过多，请稍后再试")
        self.until = until
        self.seconds = max(1, seconds)


class ConfigError(CaseworkError):
    """The configuration cannot be used; names the variable and what is wrong with it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}：{text}")
        self.name = name


class StorageError(CaseworkError):
    """Base of what goes wrong with stored files."""


class Corrupted(StorageError):
    """The stored bytes are no longer the bytes whose digest is their name."""

    def __init__(self, key: str) -> None:
        super().__init__("文件校验不一致，已停止使用，请联系管理员")
        self.key = key


class StorageFull(StorageError):
    """The volume has no room left; nothing was kept."""

    def __init__(self) -> None:
        super().__init__("存储空间不足，文件没有保存，请稍后再试")


class TooLarge(StorageError):
    """The file is larger than allowed; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"文件超过{limit // (1024 * 1024)}MB，没有保存")
        self.limit = limit


class Undecipherable(CaseworkError):
    """A sealed value was altered, moved to another place, or its key is gone."""

    def __init__(self) -> None:
        super().__init__("加密内容无法读取，请联系管理员")
