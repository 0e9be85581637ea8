"""Which names mean the same thing: exact and alias matches now, and the place where judgements will live.

`Register` knows every official and agency of the store by country and name; `assign` gives each thing of a record its
IRI. Nothing here merges by likeness: a name that fits two things stays a thing of its own until somebody decides.
"""

from crackdown.graph.identity.assignment import Assignment, assign
from crackdown.graph.identity.register import Entry, Label, Register

__all__ = ["Assignment", "Entry", "Label", "Register", "assign"]
