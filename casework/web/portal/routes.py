"""Brings together the rooms of the portal; importing them adds their addresses."""

from casework.web.portal import cases, doing, files, home, rights, wizard
from casework.web.portal.blueprint import blueprint

__all__ = ["blueprint", "cases", "doing", "files", "home", "rights", "wizard"]
