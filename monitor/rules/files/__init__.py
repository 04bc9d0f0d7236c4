"""Files of rules, lists and cases, already parsed as TOML, made into what they say."""
