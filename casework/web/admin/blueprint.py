"""The blueprint of the administration, which its pages hang themselves on."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
