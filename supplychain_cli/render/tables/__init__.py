"""Answers as flat rows, for CSV and for Markdown."""
