"""Others' files out: an extract of the records as a stream of text, a file or a folder, one module per format."""

from __future__ import annotations
