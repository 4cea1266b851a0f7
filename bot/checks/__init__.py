"""Pure cross-checks over the documents of a case, by theme. A check only finds; it never decides."""
