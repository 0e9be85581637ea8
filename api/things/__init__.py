"""Linked data: each IRI answers with a page or with RDF; the pages work without JavaScript."""
