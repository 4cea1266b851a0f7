"""Pages of PDF files and pictures: their lines, what is seen on them, and lighter copies."""
