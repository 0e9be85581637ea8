"""What is said, and by whom: records as quads with their evidence, and the store that keeps them.

- `announcement`: what one announcement states: its Record, and the triples of its named graph
- `storage`: where quads and texts are kept: store, engine, transactions, inference, snapshots
- `versioning`: what was said when: earlier versions, withdrawals, the graph as of a day
- `identity`: who is who: names and operations compared, grouped, judged; office-holders by date
- `figures`: figures as claims: who said which number, do they add up, both sides of a transfer
- `telling`: who tells of a thing: speaker, relay, copy; the announcements as sources
- `moving`: people moved: flows between countries, airports on the map, operations along time
- `linking`: the network: things, neighbours, paths, measures, communities
- `drawing`: the network as pictures and pages: what is drawn, where it is put
- `searching`: things by name, in any script, typos forgiven; matching tables of names
- `showing`: one thing with its facts and their quotes, in the reader's language
- `why`: the claims and quotes behind a row of any answer
- `sparql`: the package's own queries; how answers are written, cut and sent
- `serving`: strangers' queries in processes that can be killed
- `federation`: SERVICE, to listed endpoints only, never to private addresses
- `linked_data`: service description, VoID, DCAT; ontology and vocabularies as published
- `export`: the graph in other tools' formats, releases, evidence packs
- `watching`: saved queries that tell when their answer changes
- `remote`: the same store on any SPARQL 1.1 endpoint
- `replica`: read replicas that follow one store by files
- `backup`: all of a store that cannot be made again, in one file
- `migration`: stores of older layouts brought up to date
- `verifying`: is every quote, hash and merge of a store as it should be

Beside the folders: `term` (RDF terms as plain values), `iris` (how things are named), `dates` (dates as told),
`addresses` (when two addresses are one page).
"""
