"""Settings, sources, rules and subscriptions from TOML: the only reader of files that operators
write and of the environment. It validates everything and starts nothing."""
