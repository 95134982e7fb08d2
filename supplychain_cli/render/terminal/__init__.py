"""What people read on a terminal: Rich lives here."""
