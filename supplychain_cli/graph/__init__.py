"""The view: how questions see the records, and the engines behind it."""
