"""What is: frozen records, dates, grades, kinds. No input, no output."""
