"""Which file is which document: roles, one file with several documents, several files of one."""
