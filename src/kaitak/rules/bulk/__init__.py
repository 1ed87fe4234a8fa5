"""The rules for populations: criteria and points as conditions over columns, for Polars and for SQL.

What is compiled (``plan``) is a list of two-valued planes (``planes``); ``frames`` and ``sql`` write them out.
"""
