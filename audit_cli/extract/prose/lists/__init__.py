"""Lists of parts with a cue: a total, 其中, and what it is made of; where they end, and what they assert."""
