"""Why a row is there: the claims and the words behind each row of the answer to a SELECT.

`parsing` turns a query into patterns (rdflib reads it), `writing` turns patterns back into SPARQL that shows what a
query hides (blank nodes, the steps of a path, which branch of a UNION held), `solving` finds for each row the triples
that it was made of, `support` finds for each triple the claims that state it, or those that it follows from.
"""

from crackdown.graph.why.explanation import Explained, Row, explain, explain_chosen
from crackdown.graph.why.support import Support

__all__ = ["Explained", "Row", "Support", "explain", "explain_chosen"]
