"""``mail_rules.yaml`` to frozen rules: every problem with file, line and cure, then a refusal to start."""
