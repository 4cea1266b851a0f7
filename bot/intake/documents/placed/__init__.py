"""Pages read by the places of their words: their order, and which belong to one cell or under one heading."""
