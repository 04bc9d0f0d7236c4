"""The language of rules: from text to values and back, and what its words may stand for."""
