"""One figure a file: what is timed, and beside what, under ``make bench``."""
