"""Registering, signing in, changing a password.

Shape only: whether a name is free or a password right is the service's to say.
"""

from __future__ import annotations

from forms.base import BaseForm, _
from forms.fields import ChoiceField, PasswordField, TextField, TickField
from forms.validators import Filled, length, pattern, same_as
from workflows.vocabulary import PartyKind

NAME_SHAPE = r"[A-Za-z][A-Za-z0-9_.-]{3,39}|1[3-9][0-9]{9}|[^@\s]{1,64}@[A-Za-z0-9.-]{1,80}"
LEAST_PASSWORD, MOST_PASSWORD = 10, 128


class RegisterForm(BaseForm):
    """A rights holder opens an account."""

    kind = ChoiceField(
        _("您以什么身份投诉"),
        [Filled(_("请选择您的身份"))],
        choices=(
            (PartyKind.LEGAL.value, _("企业或者其他组织"), _("以单位的名义投诉，经办人使用这个账号")),
            (PartyKind.INDIVIDUAL_BUSINESS.value, _("个体工商户"), _("以字号或者经营者的名义投诉")),
            (PartyKind.NATURAL.value, _("个人"), _("以本人的名义投诉")),
        ),
    )
    name = TextField(
        _("权利人名称或者姓名"),
        [Filled(_("请填写营业执照或者身份证件上的名称")), length(2, 60)],
        description=_("与营业执照、身份证件一致，会写进回执和告知书"),
        render_kw={"autocomplete": "organization"},
    )
    username = TextField(
        _("用户名"),
        [
            Filled(_("请填写用户名")),
            pattern(NAME_SHAPE, _("用户名要用4到40个字母、数字，以字母开头；也可以用手机号或者电子邮箱")),
        ],
        description=_("字母开头，4到40个字母或者数字；也可以用手机号或者电子邮箱"),
        render_kw={"autocomplete": "username", "class": "w-code", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("密码"),
        [Filled(_("请填写密码")), length(LEAST_PASSWORD, MOST_PASSWORD)],
        description=_("至少10个字符，含大写字母、小写字母、数字、符号中的三种"),
        render_kw={"autocomplete": "new-password", "class": "w-code"},
    )
    password_again = PasswordField(
        _("再输一遍密码"),
        [Filled(_("请再输一遍密码")), same_as("password", _("两次输入的密码不一样，请重新输入"))],
        render_kw={"autocomplete": "new-password", "class": "w-code"},
    )
    agree = TickField(
        _("我已经知道：账号由本人使用，填报的内容应当真实；本局只为办案收集和使用这些信息。"),
        [Filled(_("请勾选确认后再注册"))],
    )

    def cleaned(self) -> dict[str, str]:
        """Give what the service registers; the repeated password and the tick have done their work."""
        return {
            "kind": self.kind.data,
            "name": self.name.data,
            "username": self.username.data,
            "password": self.password.data,
        }


class LoginForm(BaseForm):
    """Signing in: one sentence for every failure, so nothing is checked here but presence."""

    username = TextField(
        _("用户名"),
        [Filled(_("请填写用户名")), length(0, 100)],
        render_kw={"autocomplete": "username", "class": "w-code", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("密码"),
        [Filled(_("请填写密码")), length(0, MOST_PASSWORD)],
        render_kw={"autocomplete": "current-password", "class": "w-code"},
    )


class PasswordForm(BaseForm):
    """Changing one's own password."""

    old_password = PasswordField(
        _("现在的密码"),
        [Filled(_("请填写现在的密码")), length(0, MOST_PASSWORD)],
        render_kw={"autocomplete": "current-password", "class": "w-code"},
    )
    new_password = PasswordField(
        _("新密码"),
        [Filled(_("请填写新密码")), length(LEAST_PASSWORD, MOST_PASSWORD)],
        description=_("至少10个字符，工作人员至少12个；含大写字母、小写字母、数字、符号中的三种"),
        render_kw={"autocomplete": "new-password", "class": "w-code"},
    )
    new_password_again = PasswordField(
        _("再输一遍新密码"),
        [Filled(_("请再输一遍新密码")), same_as("new_password", _("两次输入的新密码不一样，请重新输入"))],
        render_kw={"autocomplete": "new-password", "class": "w-code"},
    )

    def cleaned(self) -> dict[str, str]:
        """Give the old and the new password."""
        return {"old_password": self.old_password.data, "new_password": self.new_password.data}
