"""Reading pictures of pages: nothing in here is imported by the readers of files that bring their text along."""
