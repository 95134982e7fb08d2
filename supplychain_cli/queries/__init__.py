"""The questions: pure functions, a view in, a frozen answer out. No printing, no clock, no engine names."""
