"""Who speaks: whether the one address in ``From`` is really the author's."""
