"""The write side: one function a verb, keyword arguments in, a small result out.

A service opens one transaction(), writes rows, calls the door; it knows no request, no page and no network.
"""
