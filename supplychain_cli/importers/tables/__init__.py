"""Tables read through a mapping, a million rows at a time: every step is one statement of SQL over all rows."""
