"""One allocator gives out the places of an intake, in the order in which the tickets were sent.

``lead`` says who allocates, ``turn`` is one transaction of it, ``answers`` what a ticket is told, ``book`` what a
turn writes, ``expiry`` how a hold ends. ``docs/quotas.md`` explains the whole.
"""
