"""A store on a SPARQL 1.1 endpoint with Update: the same `Store`, `View` and loader, the quads on another machine.

`address` is where it lies and who asks, `client` speaks the protocol, `dialect` is what servers do differently,
`engine` reads, `backend` writes, `lease` keeps writers apart, `archive` keeps texts there too.
"""
