"""The blueprint of the public law pages; every view is on the public list, nothing is stored."""

from flask import Blueprint

blueprint = Blueprint("law", __name__)
