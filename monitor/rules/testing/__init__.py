"""Rules asked of the cases beside them, and what those cases do not test."""
