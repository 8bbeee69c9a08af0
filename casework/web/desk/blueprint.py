"""The desk's blueprint, which its pages hang themselves on."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
