"""Which things are one: what they are compared by, how surely they are the same, and the IRI they go by.

An announcement's things are members: forms (a name of an official, an agency, an airport or a place) and operations as
told. `Resolution` works out, for one change, which members of the whole store are one; `Index` keeps what that takes.
"""

from crackdown.graph.identity.assignment import Assignment
from crackdown.graph.identity.form import Label
from crackdown.graph.identity.resolution import Resolution

__all__ = ["Assignment", "Label", "Resolution"]
