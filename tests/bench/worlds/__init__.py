"""Seeded made-up worlds of any size, in the tables that feeds are read into; `python -m tests.bench.worlds --help`."""
