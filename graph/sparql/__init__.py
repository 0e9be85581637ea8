"""Questions in SPARQL: the package's own, and how answers are written, cut and sent."""
