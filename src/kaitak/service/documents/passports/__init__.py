"""Read the machine-readable zone of a passport or an identity card (ICAO Doc 9303, parts 4 and 5).

``mrz`` is pure: lines of text in, a reading out. ``python -m kaitak.service.documents.passports`` finds lines of
text in a picture, in a process of its own. What is read is only ever offered to the person, never taken over.
"""
