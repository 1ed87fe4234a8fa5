"""Look into a file in a process of its own, with little memory and little time.

``python -m kaitak.service.documents.inspection ORDER`` reads the file from its standard input and answers on its
standard output (see ``wire``). Nothing here imports Django: the process starts fast, knows no secret and no
database, and may die of a file without harm to anybody.
"""
