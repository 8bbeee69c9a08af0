"""The front page of the administration: where to set what, and whether all the program leans on is there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from casework import clock
from casework.queries import calendar
from casework.signing import Standing
from casework.web import filters, readiness
from casework.web.admin.blueprint import blueprint
from casework.web.readiness import Readiness

GOOD, LOOK, BAD = "done", "soon", "over"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the program leans on: how it stands, in a mark and a sentence, and what to do."""

    name: str
    level: str
    mark: str
    text: str
    href: str = ""
    link: str = ""


@blueprint.get("")
def home() -> str:
    """Show the doors of the administration and the health list."""
    found = readiness.gather()
    # A database that does not answer is said on this page and not asked again.
    standing = calendar.standing() if found.health.at_head else None
    return render_template(
        "admin/home.html",
        lines=lines(found, standing),
        standing=standing,
        alarm=standing is not None and found.calendar_short,
        missing=standing.following(clock.today()) if standing is not None else None,
    )


def lines(found: Readiness, standing: calendar.Standing | None) -> list[Line]:
    """Say in words what the readiness address says to machines."""
    shown = [database(found), files(found), outbox(found), fonts(found), seals(found)]
    return [*shown, days(found, standing)] if standing is not None else shown


def database(found: Readiness) -> Line:
    """Whether the database answers, with the tables of this version."""
    name = _("数据库")
    if not found.health.reachable:
        return Line(name, BAD, _("连不上"), _("数据库没有应答，请检查数据库服务和连接设置。"))
    if not found.health.at_head:
        text = _(
            "表结构是第%(is)s版，程序需要第%(wanted)s版，请先升级数据库。",
            **{"is": found.health.revision or "—", "wanted": found.health.expected},
        )
        return Line(name, BAD, _("版本不符"), text)
    return Line(name, GOOD, _("正常"), _("表结构第%(version)s版。", version=found.health.revision))


def files(found: Readiness) -> Line:
    """Whether files can be kept."""
    if found.storage:
        return Line(_("文件存储"), GOOD, _("正常"), _("可以写入。"))
    return Line(_("文件存储"), BAD, _("不能写入"), _("证据和文书不能保存，请检查磁盘空间和目录权限。"))


def outbox(found: Readiness) -> Line:
    """Whether what has to be done after a step gets done."""
    name, state = _("待办的后续事项"), found.health
    if state.dead:
        text = _("%(num)d项多次没有办成，已经停下，请查看运行记录。", num=state.dead)
        return Line(name, BAD, _("有停下的"), text)
    if found.warnings["outbox_old"]:
        minutes = found.oldest_seconds // 60
        text = _(
            "%(num)d项在等，最早的等了%(minutes)d分钟，请检查后台进程。", num=state.waiting, minutes=minutes
        )
        return Line(name, LOOK, _("积压"), text)
    text = _("%(num)d项在等，都在正常时间以内。", num=state.waiting) if state.waiting else _("没有积压。")
    return Line(name, GOOD, _("正常"), text)


def fonts(found: Readiness) -> Line:
    """Whether papers are printed with the fonts the standard names."""
    if found.fonts_substituted:
        text = _("公文字体没有装全，文书用相近的字体排版，内容不受影响。")
        return Line(_("公文字体"), LOOK, _("有替代"), text)
    return Line(_("公文字体"), GOOD, _("正常"), _("公文规定的字体都已安装。"))


def seals(found: Readiness) -> Line:
    """Whether papers that bear a seal leave with an electronic signature."""
    level, mark, text = {
        Standing.DEMO: (GOOD, _("演示"), _("文书用演示证书签名，不具有法律效力。")),
        Standing.SIGNED: (GOOD, _("正常"), _("加盖印章的文书都有电子签名。")),
        Standing.ENDING: (LOOK, _("快到期"), _("签名证书快要到期，请换新的证书。")),
        Standing.ENDED: (BAD, _("已到期"), _("签名证书已经到期，新的文书不能制作，请换新的证书。")),
        Standing.BROKEN: (BAD, _("打不开"), _("签名密钥不能使用，文书不能制作，请检查密钥文件和口令。")),
        Standing.NONE: (LOOK, _("没有设置"), _("没有设置签名密钥，文书没有电子签名，其他不受影响。")),
    }[found.signing]
    return Line(_("电子签名"), level, mark, text)


def days(found: Readiness, standing: calendar.Standing) -> Line:
    """How far the announced holidays reach; from November on the next year should be there."""
    name = _("放假安排")
    if standing.horizon is None:
        return Line(name, BAD, _("没有装载"), _("日历没有任何一年，全部期限都是暂定，请先装载基础数据。"))
    reach = _("已导入到%(day)s。", day=filters.date_text(standing.horizon))
    waiting = _("%(num)d项在办期限因此是暂定的。", num=standing.provisional) if standing.provisional else ""
    if not found.calendar_short:
        return Line(name, GOOD, _("正常"), reach + waiting)
    year = standing.following(clock.today())
    todo = _("%(year)d年的放假安排还没有导入，请按国务院办公厅的通知导入。", year=year)
    return Line(name, BAD, _("缺%(year)d年", year=year), todo + waiting, "/admin/calendar", _("放假安排"))
