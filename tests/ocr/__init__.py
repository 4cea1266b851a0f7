"""Reading scans with the engines that are installed."""
