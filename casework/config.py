"""Configuration: CASEWORK_* from the environment and instance/config.py, read once into one frozen Config.

A bad or missing value stops the start with the name of the variable and what is wrong with it.
Legal numbers are not configuration; they are rows under workflows/rules.
"""

import base64
import binascii
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from flask import Config as FlaskConfig
from flask import current_app

from casework.errors import ConfigError

PREFIX = "CASEWORK_"
MIB = 1024 * 1024
KEY_BYTES = 32
SECRET_MIN_CHARS = 32


class Profile(StrEnum):
    DEMO = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What head and foot of every page say."""

    name: str = "宣城市知识产权行政保护办案平台"
    agency: str = "宣城市市场监督管理局（宣城市知识产权局）"
    hotline: str = "12315"
    address: str = "安徽省宣城市宣州区"
    icp_number: str = ""
    police_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may bring."""

    body_bytes: int = 64 * MIB
    form_memory_bytes: int = 2 * MIB
    form_parts: int = 1000
    upload_bytes: int = 20 * MIB
    uploads_per_case: int = 60
    upload_quota_bytes: int = 500 * MIB
    image_pixels: int = 60_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passwords:
    """Password rules (profile dengbao) and the cost of a hash."""

    public_min: int = 10
    officer_min: int = 12
    longest: int = 128
    hash_time: int = 1
    hash_memory_kib: int = 46 * 1024
    failures: int = 5
    failure_minutes: int = 10
    lock_minutes: int = 15
    address_failures: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """How long a login lasts, in minutes."""

    officer_idle: int = 30
    officer_absolute: int = 12 * 60
    public_idle: int = 60
    public_absolute: int = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The keys papers are signed with: one file for all bureaus or a folder with one per region code."""

    key: Path | None = None
    password: str = field(default="", repr=False)
    trust: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one running program. `field_keys` has the newest key first."""

    instance_dir: Path
    database_url: str
    storage_dir: Path
    secret_key: str = field(repr=False)
    field_keys: tuple[tuple[str, bytes], ...] = field(repr=False)
    profile: Profile = Profile.DEMO
    redis_url: str = ""
    credit_url: str = ""
    credit_format: str = "both"
    credit_dir: Path
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    demo_open: bool = False
    testing: bool = False
    log_level: str = "INFO"
    site: Site = Site()
    limits: Limits = Limits()
    passwords: Passwords = Passwords()
    sessions: Sessions = Sessions()
    signing: Signing = Signing()

    @property
    def demo(self) -> bool:
        return self.profile is Profile.DEMO

    @property
    def secure(self) -> bool:
        """Whether people reach the site over TLS."""
        return self.base_url.startswith("https://")

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")


def current() -> Config:
    """The configuration of the application that is running."""
    config: Config = current_app.config["CASEWORK"]
    return config


def cheap(config: Config) -> Config:
    """The same configuration for tests: hashes that cost next to nothing."""
    return replace(config, testing=True, passwords=replace(config.passwords, hash_time=1, hash_memory_kib=64))


def load(env: Mapping[str, str] | None = None, instance_dir: Path | str = "instance") -> Config:
    """Read, check and freeze the configuration; make the instance folder and, in demo, its secrets."""
    folder = Path(instance_dir).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    values = _values(os.environ if env is None else env, folder)
    profile = _profile(values)
    storage = _storage(values, folder)
    return Config(
        instance_dir=folder,
        profile=profile,
        database_url=_database(values, folder),
        storage_dir=storage,
        secret_key=_secret(values, folder, profile),
        field_keys=_field_keys(values, folder, profile),
        redis_url=_url(values, "REDIS_URL", ("redis", "rediss", "unix")),
        credit_url=_url(values, "CREDIT_URL", ("http", "https")),
        credit_format=_one_of(values, "CREDIT_FORMAT", ("both", "xlsx", "csv"), default="both"),
        credit_dir=folder / "credit-out",
        base_url=_url(values, "BASE_URL", ("http", "https")).rstrip("/") or "http://127.0.0.1:8000",
        trusted_proxies=_number(values, "TRUSTED_PROXIES", 0, most=10),
        demo_open=_one_of(values, "DEMO_OPEN", ("0", "1"), default="0") == "1",
        log_level=_one_of(values, "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"),
        site=_site(values),
        limits=_limits(values),
        signing=_signing(values, folder),
    )


def _values(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    path = folder / "config.py"
    if path.exists():
        own = FlaskConfig(str(folder))
        try:
            own.from_pyfile(str(path))
        except (SyntaxError, NameError, TypeError, ValueError, OSError) as error:
            raise ConfigError("instance/config.py", f"不能读取（{error}）") from error
        values.update({key: str(value) for key, value in own.items() if key.startswith(PREFIX)})
    values.update({key: value for key, value in env.items() if key.startswith(PREFIX)})
    return {key.removeprefix(PREFIX): value.strip() for key, value in values.items()}


def _profile(values: Mapping[str, str]) -> Profile:
    return Profile(_one_of(values, "PROFILE", tuple(Profile), default=Profile.DEMO))


def _one_of(values: Mapping[str, str], name: str, allowed: tuple[str, ...], *, default: str) -> str:
    value = values.get(name, "") or default
    if value not in allowed:
        raise ConfigError(PREFIX + name, f"只能是{'、'.join(allowed)}，现在是“{value}”")
    return value


def _number(values: Mapping[str, str], name: str, default: int, *, least: int = 0, most: int) -> int:
    text = values.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,12}", text) or not least <= int(text) <= most:
        raise ConfigError(PREFIX + name, f"应为{least}到{most}之间的整数，现在是“{text}”")
    return int(text)


def _url(values: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    text = values.get(name, "")
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ConfigError(PREFIX + name, "不是有效的地址") from error
    if parts.scheme not in schemes or not (parts.netloc or parts.path):
        raise ConfigError(PREFIX + name, f"应以{'、'.join(f'{scheme}://' for scheme in schemes)}开头")
    return text


def _database(values: Mapping[str, str], folder: Path) -> str:
    text = values.get("DATABASE_URL", "")
    if not text:
        return f"sqlite:///{folder / 'casework.sqlite3'}"
    for other in ("postgres://", "postgresql://"):
        if text.startswith(other):
            text = "postgresql+psycopg://" + text.removeprefix(other)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError(PREFIX + "DATABASE_URL", "应以sqlite:///或者postgresql+psycopg://开头")
    if text in ("sqlite:///", "sqlite:///:memory:"):
        # Every thread would see its own empty database, and nothing acknowledged would be durable.
        raise ConfigError(PREFIX + "DATABASE_URL", "不能使用内存数据库，请写明文件")
    return text


def _storage(values: Mapping[str, str], folder: Path) -> Path:
    text = values.get("STORAGE_URL", "")
    if "://" in text and not text.startswith("file://"):
        raise ConfigError(PREFIX + "STORAGE_URL", "这一版只支持文件夹，请写文件夹路径")
    path = Path(text.removeprefix("file://")) if text else folder / "storage"
    if not path.is_absolute():
        path = folder / path
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(PREFIX + "STORAGE_URL", f"文件夹不能建立（{error.strerror}）") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ConfigError(PREFIX + "STORAGE_URL", "文件夹不能写入")
    return path


def _secret(values: Mapping[str, str], folder: Path, profile: Profile) -> str:
    text = values.get("SECRET_KEY", "")
    if not text and profile is Profile.PRODUCTION:
        raise ConfigError(PREFIX + "SECRET_KEY", "正式环境必须设置，至少32个字符")
    if not text:
        text = _kept(folder / "secret_key", secrets.token_urlsafe(48))
    if len(text) < SECRET_MIN_CHARS:
        raise ConfigError(PREFIX + "SECRET_KEY", "太短，至少32个字符")
    return text


def _field_keys(values: Mapping[str, str], folder: Path, profile: Profile) -> tuple[tuple[str, bytes], ...]:
    """Keys as "id:base64,id:base64", newest first; the last one anchors blind indexes and stays for good."""
    name = PREFIX + "FIELD_KEYS"
    text = values.get("FIELD_KEYS", "")
    if not text and profile is Profile.PRODUCTION:
        raise ConfigError(
            name, "正式环境必须设置，写法为：编号:密钥（32字节的base64），多个用逗号分开，新的在前"
        )
    if not text:
        fresh = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
        text = _kept(folder / "field_keys", f"k1:{fresh}")
    keys: list[tuple[str, bytes]] = []
    for part in text.split(","):
        key_id, _, encoded = part.strip().partition(":")
        if not re.fullmatch(r"[a-z0-9]{1,12}", key_id) or key_id in dict(keys):
            raise ConfigError(name, "密钥编号应为1到12个小写字母或者数字，不能重复")
        try:
            key = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError) as error:
            raise ConfigError(name, f"密钥{key_id}不是base64") from error
        if len(key) != KEY_BYTES:
            raise ConfigError(name, f"密钥{key_id}应为32字节，现在是{len(key)}字节")
        keys.append((key_id, key))
    return tuple(keys)


def _kept(path: Path, fresh: str) -> str:
    """The secret in this file; two processes that start together agree on one."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(fresh)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _site(values: Mapping[str, str]) -> Site:
    names = ("NAME", "AGENCY", "HOTLINE", "ADDRESS", "ICP_NUMBER", "POLICE_NUMBER")
    given = {name.lower(): values[f"SITE_{name}"] for name in names if values.get(f"SITE_{name}")}
    for name, text in given.items():
        if len(text) > 200 or any(ord(char) < 32 for char in text):
            raise ConfigError(f"{PREFIX}SITE_{name.upper()}", "应为200个字符以内的一行文字")
    return Site(**given)


def _signing(values: Mapping[str, str], folder: Path) -> Signing:
    """Keys to sign with; `CASEWORK_SIGNING_TRUST` names the roots a signature may lead to."""
    key, trust = (_present(values, f"SIGNING_{name}", folder) for name in ("KEY", "TRUST"))
    password = values.get("SIGNING_PASSWORD", "")
    if key is None and (trust is not None or password):
        raise ConfigError(PREFIX + "SIGNING_KEY", "没有设置，签名的口令和根证书因此用不上")
    return Signing(key=key, password=password, trust=trust)


def _present(values: Mapping[str, str], name: str, folder: Path) -> Path | None:
    text = values.get(name, "")
    if not text:
        return None
    path = folder / text
    if not path.exists() or not os.access(path, os.R_OK):
        raise ConfigError(PREFIX + name, "文件不存在或者不能读取")
    return path


def _limits(values: Mapping[str, str]) -> Limits:
    usual = Limits()
    upload = _number(values, "UPLOAD_MIB", usual.upload_bytes // MIB, least=1, most=2048) * MIB
    return replace(
        usual,
        upload_bytes=upload,
        body_bytes=max(usual.body_bytes, upload + 4 * MIB),
        uploads_per_case=_number(values, "UPLOADS_PER_CASE", usual.uploads_per_case, least=1, most=10_000),
        upload_quota_bytes=_number(
            values, "UPLOAD_QUOTA_MIB", usual.upload_quota_bytes // MIB, least=1, most=1_000_000
        )
        * MIB,
    )
