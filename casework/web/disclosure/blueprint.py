"""The one blueprint of the public pages on penalties; its views stand in the modules beside it."""

from flask import Blueprint

blueprint = Blueprint("disclosure", __name__)
