"""Which script a passage is written in, and Traditional passages in Simplified characters.

In reading order: ``signs`` (characters of one script only), ``detect`` (the script of passages), ``words`` (longest
match), ``convert`` (Traditional to Simplified), ``vocabulary`` (words of Taiwan and Hong Kong), ``originals`` (the way
back to the passage as it was written).
"""
