"""The alphabet: what every ring may use and nothing of ours stands below."""
