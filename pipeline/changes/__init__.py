"""What changed since the last run, and why: ``outputs/changes.md``.

``causes`` finds what is not as it was when the last run of all stages was made, ``compared`` which rows of which table
are not, ``reach`` which of the one can have made the other; ``page`` puts them together for the template.
"""
