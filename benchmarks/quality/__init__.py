"""Pages, printed dates and hostile inputs made from a seed, with what a reader should find."""
