"""A payment gateway for trying things out: an outside system with tables of its own, absent in production.

The service reaches it only through the adapter in ``payments/providers/sandbox.py``, and it reaches the service only by
signed notices. ``gateway`` is what a merchant may ask of it, ``desk`` what a tester does at its pages, ``post``
how its notices are sent.
"""
