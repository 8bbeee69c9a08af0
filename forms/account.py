"""Registering, signing in, changing a password.

Shape only: whether a name is free or a password right is the service's to say.
"""

from __future__ import annotations

from forms.base import BaseForm, _
from forms.fields import PasswordField, TextField, TickField
from forms.validators import Blank, Filled, length, pattern, same_as
from forms.validators import email as shape_of_email

NAME_SHAPE = r"[A-Za-z0-9][A-Za-z0-9._@-]{2,62}[A-Za-z0-9]"
LEAST_PASSWORD, MOST_PASSWORD = 10, 128


class RegisterForm(BaseForm):
    """A rights holder opens an account."""

    name = TextField(
        _("权利人名称或者姓名"),
        [Filled(_("请填写营业执照或者身份证件上的名称")), length(2, 100)],
        description=_("企业填营业执照上的名称，个人填身份证件上的姓名"),
        render_kw={"autocomplete": "organization"},
    )
    username = TextField(
        _("用户名"),
        [
            Filled(_("请填写用户名")),
            pattern(NAME_SHAPE, _("用户名为4到64个字符，可以用字母、数字和._@-，以字母或者数字开头和结尾")),
        ],
        description=_("4到64个字母、数字，也可以用电子邮箱"),
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
    email = TextField(
        _("电子邮箱"),
        [Blank(), length(0, 254), shape_of_email],
        description=_("例如 name@example.cn"),
        render_kw={"autocomplete": "email", "class": "w-code", "autocapitalize": "none"},
    )
    agree = TickField(
        _("我已经知道：账号由本人使用，填报的内容应当真实；本局只为办案收集和使用这些信息。"),
        [Filled(_("请勾选确认后再注册"))],
    )

    def cleaned(self) -> dict[str, str]:
        """Give what the service registers; the repeated password and the tick have done their work."""
        return {
            "name": self.name.data,
            "username": self.username.data,
            "password": self.password.data,
            "email": self.email.data or "",
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
        return {"old": self.old_password.data, "new": self.new_password.data}
