"""The browser's way in: every blueprint with its guard, and what each request passes.

A new blueprint takes two lines here: its guard, its mount. An endpoint open to everybody goes on the list in
casework.web.policy; without one or the other the program does not start.
"""

from flask import Flask

from casework.web import chrome, errors, filters, language, policy, security
from casework.web.account.views import blueprint as account
from casework.web.admin.numbers import register as number_register
from casework.web.admin.routes import blueprint as admin
from casework.web.desk.files import packages
from casework.web.desk.routes import blueprint as desk
from casework.web.disclosure.routes import blueprint as disclosure
from casework.web.law.routes import blueprint as law
from casework.web.portal.routes import blueprint as portal
from casework.web.respond.routes import blueprint as respond
from casework.web.site.views import blueprint as site
from casework.web.track.views import blueprint as track
from workflows.vocabulary import Role


def register(app: Flask) -> None:
    """Mount everything, then refuse to start if any address has no policy."""
    filters.install(app)
    security.install(app, app.config["CASEWORK"])
    language.install(app)
    policy.install(app)
    chrome.install(app)
    errors.install(app)

    app.register_blueprint(site)
    app.register_blueprint(disclosure)
    app.register_blueprint(law)
    app.register_blueprint(policy.guard(account))
    app.register_blueprint(policy.guard(desk, *policy.OFFICERS))
    app.register_blueprint(policy.guard(packages, *policy.OFFICERS, Role.AUDITOR))
    app.register_blueprint(policy.guard(number_register, *policy.SETTLERS, Role.AUDITOR))
    app.register_blueprint(policy.guard(admin, *policy.SETTLERS))
    app.register_blueprint(policy.guard(portal, *policy.HOLDERS))
    app.register_blueprint(policy.by_letter(respond))
    app.register_blueprint(track)

    policy.check(app)
