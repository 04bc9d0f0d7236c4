"""Why a rule applies to an article or does not, and what would change that."""
