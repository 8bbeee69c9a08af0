"""The blueprint of the respondents' pages, alone so that each room can import it."""

from flask import Blueprint

blueprint = Blueprint("respond", __name__, url_prefix="/respond")
