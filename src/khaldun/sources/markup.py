"""Text out of HTML fragments, as feeds and scraped tables hold them. Whole pages go through ``pages``."""

from __future__ import annotations

import html
import re

import lxml.html
from lxml import etree

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|img|ul|ol|li|h[1-6]|blockquote|figure|table|td|tr)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "tr",
    }
    | {"header", "footer", "pre", "dd", "dt"}
)
_DROPPED = ("script", "style", "figure", "figcaption", "table", "form", "iframe", "noscript", "aside", "nav")


def without_markup(text: str) -> str:
    """A text's prose where it holds HTML tags of the kind that prose carries (also escaped ones), else the text."""
    if "&lt;" in text:
        text = html.unescape(text)
    return text_of(text) if "<" in text and _TAG.search(text) else text


def text_of(fragment: str) -> str:
    """The prose of an HTML fragment, one paragraph for each block; tables, figures and forms are left out."""
    try:
        tree = lxml.html.fragment_fromstring(fragment.replace("\x00", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return html.unescape(_TAG.sub(" ", fragment))
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_DROPPED, with_tail=False)
    for node in tree.iter():
        if node.tag == "br":
            node.tail = "\n" + (node.tail or "")
        elif node.tag in _BLOCKS:
            node.text = "\n\n" + (node.text or "")
            node.tail = "\n\n" + (node.tail or "")
    return str(tree.text_content()).strip()
