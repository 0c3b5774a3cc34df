"""Meetings: conferences, summits and talks, who was there, who was not and how, and what was agreed."""

from khaldun.meetings.build import Found, find_meetings
from khaldun.meetings.knowledge import MeetingWords, load_words

__all__ = ["Found", "MeetingWords", "find_meetings", "load_words"]
