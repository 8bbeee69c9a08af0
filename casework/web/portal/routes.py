"""Brings together the rooms of the portal; importing them adds their addresses."""

from casework.web.portal import cases, files, home, rights, steps, wizard
from casework.web.portal.blueprint import blueprint

__all__ = ["blueprint", "cases", "files", "home", "rights", "steps", "wizard"]
