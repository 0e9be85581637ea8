"""How the graph is read: SPARQL Protocol, entity pages, explorer."""
