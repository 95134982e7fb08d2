"""The compiled form of a dataset: tables on disk that a question touches only where it goes."""
