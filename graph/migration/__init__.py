"""A store from an older version, brought to the layout of this one.

The new store is built beside the old one, in `STORE/migrating`, from what the old one keeps: the texts, the records,
people's judgements, and named graphs that somebody put there. Nothing that was worked out is taken over. `older` reads
the old store and changes nothing in it, `recovering` finds the record of each announcement, `building` fills and checks
the new store, `swapping` puts it in the old one's place, and `migrate` does all of it under the store's lock.
"""
