"""Drafting: what a case knows becomes the plain, frozen data of a paper.

Facts, rows and rules in, plain JSON out. No wording of papers, no layout, no number is made here.
"""
