"""What the public sees of penalties: list, decision, files, and the check of a paper by its code.

Reads publications and the register of papers; has no session and cannot reach a case.
"""
