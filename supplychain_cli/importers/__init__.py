"""Others' files in: lists, registers and customs data, each read into the same five tables."""
