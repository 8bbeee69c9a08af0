"""Brings together the rooms of the respondents' pages; importing them adds their addresses."""

from casework.web.respond import cases, entry, steps
from casework.web.respond.blueprint import blueprint

__all__ = ["blueprint", "cases", "entry", "steps"]
