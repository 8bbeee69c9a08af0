"""The blueprint of the rights holders' pages, alone so that each room can import it."""

from flask import Blueprint

blueprint = Blueprint("portal", __name__, url_prefix="/portal")
