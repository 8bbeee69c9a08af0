"""What stands around every page: names, navigation, switches, who is signed in.

Navigation names addresses of the contract and shows those that exist and that the reader may reach.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from flask import Flask, current_app, g, request, session, url_for
from flask_babel import gettext

from casework import clock, config
from casework.web import language, policy
from workflows.engine import Actor
from workflows.vocabulary import Role


def _(text: str) -> str:
    return text


PUBLIC_NAV = (
    ("/disclosures", _("处罚公示")),
    ("/portal/complaints/new", _("我要投诉")),
    ("/track", _("进度查询")),
    ("/calculator", _("期限计算")),
    ("/guide", _("办事指南")),
)
HOLDER_NAV = (
    ("/portal", _("我的投诉")),
    ("/portal/rights", _("我的权利")),
    ("/portal/complaints/new", _("我要投诉")),
    ("/disclosures", _("处罚公示")),
    ("/guide", _("办事指南")),
)
RESPONDENT_NAV = (
    ("/respond", _("我的文书")),
    ("/disclosures", _("处罚公示")),
    ("/track", _("进度查询")),
    ("/guide", _("办事指南")),
)
# Has its own way on only for those who have no administration, where it is otherwise found.
REGISTER = "/admin/numbers"
DESK_NAV = (
    ("/desk", "工作台"),
    ("/desk/board", "督办"),
    ("/desk/disclosures", "公示"),
    ("/desk/credit", "信用报送"),
    ("/desk/packages", "案卷"),
    ("/desk/audit", "审计"),
    ("/admin", "管理"),
    (REGISTER, "文号登记簿"),
)
FOOT_LINKS = (
    ("/rules", _("处罚规则与依据")),
    ("/disclosures.csv", _("数据下载")),
    ("/verify", _("验证文书")),
    ("/guide", _("办事指南")),
)
PURPOSE = _("知识产权侵权投诉与执法")
# The names as they are configured at first; another office brings its own.
USUAL_NAMES = (
    _("宣城市知识产权行政保护办案平台"),
    _("宣城市市场监督管理局（宣城市知识产权局）"),
    _("宣城市市场监督管理局"),
    _("宣城市知识产权局"),
)
DESK_FIND = "/desk/find"
DESK_STARTS = ("/desk", "/admin", "/desk/packages")
DESK_BLUEPRINTS = frozenset({*language.OFFICERS_ONLY, "account"})


@dataclass(frozen=True, slots=True)
class Item:
    """One way on."""

    href: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """The link to the other language."""

    href: str
    label: str
    lang: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the head of the page says it."""

    name: str
    duty: str
    bureau: str


class Page:
    """The surroundings of one page, worked out as far as the template asks for them."""

    def __init__(self, app: Flask, actor: Actor | None, *, bare: bool = False) -> None:
        self._app = app
        self._actor = actor
        self._bare = bare
        self._site = config.current().site
        self.demo = config.current().demo

    @property
    def lang(self) -> str:
        """The language of the page as HTML names it."""
        return "en" if language.speaks_english() else "zh-Hans-CN"

    @property
    def elder(self) -> bool:
        """Whether the reader asked for large print."""
        return language.chosen("view") == "elder"

    @property
    def elder_switch(self) -> str:
        """The link to the other size."""
        return language.switch("view", "standard" if self.elder else "elder")

    @property
    def language_switch(self) -> Switch:
        """The link to the other language."""
        if self.lang == "en":
            return Switch(language.switch("lang", "zh"), "中文", "zh-Hans-CN")
        return Switch(language.switch("lang", "en"), "English", "en")

    @property
    def site_name(self) -> str:
        """The name of the site, for titles."""
        return gettext(self._site.name)

    @property
    def owner(self) -> str:
        """The bureau with its second name."""
        return gettext(self._site.agency)

    @property
    def office(self) -> str:
        """The bureau's first name."""
        return gettext(self._site.agency.partition("（")[0])

    @property
    def office_sub(self) -> str:
        """The bureau's second name and what the site is for."""
        second = self._site.agency.partition("（")[2].rstrip("）")
        return "　".join(gettext(part) for part in (second, PURPOSE) if part)

    desk_name = "宣城知识产权执法"

    @property
    def today(self) -> date:
        """The legal day."""
        return clock.today()

    @property
    def has_session(self) -> bool:
        """Whether a message may be waiting; a reader without a session is not given one."""
        return not self._bare and (self._actor is not None or bool(session))

    @cached_property
    def account(self) -> Person | None:
        """Who is signed in."""
        if self._actor is None:
            return None
        duties = [role for role in Role if role in self._actor.roles]
        identity = g.get("identity")
        bureau = identity.bureau_name if identity is not None else ""
        return Person(self._actor.name, duties[0].label if duties else "", bureau)

    @property
    def nav(self) -> list[Item]:
        """The ways this reader has."""
        if self.officer and (request.blueprint or "account").split(".")[0] in DESK_BLUEPRINTS:
            return self._items(tuple(one for one in DESK_NAV if one[0] != REGISTER or not self.settles))
        if self._actor is not None and Role.RIGHTS_HOLDER in self._actor.roles:
            return self._items(HOLDER_NAV)
        if self._actor is not None and Role.RESPONDENT in self._actor.roles:
            return self._items(RESPONDENT_NAV)
        return self._items(PUBLIC_NAV)

    @property
    def foot_links(self) -> list[Item]:
        """The ways at the foot."""
        return self._items(FOOT_LINKS)

    @property
    def officer(self) -> bool:
        """Whether a member of staff is signed in."""
        return self._actor is not None and bool(self._actor.roles & frozenset(policy.STAFF))

    @property
    def settles(self) -> bool:
        """Whether the administration is open to this reader."""
        return self.reaches("/admin", self._actor)

    @property
    def layout(self) -> str:
        """The layout of pages that every kind of reader has."""
        return "layouts/desk.html" if self.officer else "layouts/public.html"

    @property
    def desk_home(self) -> str:
        """Where a member of staff starts: the first that is there and open to this one."""
        for address in DESK_STARTS:
            if self.reaches(address, self._actor) or (self._actor is None and self.has(address)):
                return address
        return url_for("account.overview")

    @property
    def find_address(self) -> str:
        """Where the find box of officers leads, for whom it is open."""
        return DESK_FIND if self.reaches(DESK_FIND, self._actor) else ""

    @property
    def law_note(self) -> str:
        """How far the announced holidays reach, where a view has found out."""
        return str(g.get("law_note", ""))

    def static(self, name: str) -> str:
        """The address of an asset, changed whenever its content is."""
        return url_for("static", filename=name, v=versions(self._app)[name])

    def has(self, address: str) -> bool:
        """Tell whether an address of the contract is there yet."""
        return address in addresses(self._app)

    def reaches(self, address: str, actor: Actor | None) -> bool:
        """Tell whether an address is there and open to a person."""
        endpoint = addresses(self._app).get(address)
        return endpoint is not None and policy.reachable(self._app, endpoint, actor)

    def _items(self, candidates: tuple[tuple[str, str], ...]) -> list[Item]:
        """Keep what exists and this reader may reach; a visitor sees all and is asked to sign in."""
        here = request.path.rstrip("/") or "/"
        found = []
        for address, label in candidates:
            endpoint = addresses(self._app).get(address)
            if endpoint is None:
                continue
            if self._actor is not None and not policy.reachable(self._app, endpoint, self._actor):
                continue
            found.append((address, label))
        best = max((a for a, _label in found if here == a or here.startswith(a + "/")), key=len, default="")
        return [Item(address, label, address == best) for address, label in found]


def addresses(app: Flask) -> dict[str, str]:
    """Give every plain address that can be read, with its endpoint."""
    known: dict[str, str] | None = app.extensions.get("casework.addresses")
    if known is None:
        # Shown to other threads only when it is whole: the first requests after a start come together.
        known = {
            rule.rule.rstrip("/") or "/": rule.endpoint
            for rule in app.url_map.iter_rules()
            if not rule.arguments and "GET" in (rule.methods or ())
        }
        app.extensions["casework.addresses"] = known
    return known


def versions(app: Flask) -> dict[str, str]:
    """Give a short digest of each asset, read once."""
    known: dict[str, str] | None = app.extensions.get("casework.assets")
    if known is None:
        folder = Path(app.static_folder or "")
        known = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in folder.rglob("*")
            if path.is_file()
        }
        app.extensions["casework.assets"] = known
    return known


def here(*, bare: bool = False) -> Page:
    """Give the surroundings of the page being written; `bare` asks nothing of database and session."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return Page(app, None if bare else policy.current(), bare=bare)


def install(app: Flask) -> None:
    """Give `page` to every template."""
    app.context_processor(lambda: {"page": here()})
