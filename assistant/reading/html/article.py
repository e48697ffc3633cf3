"""The article of a web page: trafilatura says which words are the article's, the page's own markup how they are set.

The extractor's output alone loses headings, lists, tables and short paragraphs; the page alone is
full of menus. So each line of the page is looked up in the extracted text, the smallest element
that holds nearly all that was found is the article, and its lines are kept: those found, and those
that stand among them as their equals.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from assistant.reading.html.blocks import PlacedLine, placed_lines
from assistant.reading.html.furniture import ends_article, is_site_furniture
from assistant.reading.markers import without_markers
from assistant.reading.raw import LineRole, RawLine

_HINTS = {"title": "title", "author": "author", "date": "date", "language": "language", "sitename": "site"}
# Whole words of class names and ids: a section "recommendations" or "social-policy" is the article's own.
_SITE_BOX = re.compile(
    r"(?:[\w-]*[-_])?(?:"
    r"comments?|comment-?(?:list|form|respond|area|section|reply)|respond|share|sharing|sharedaddy|addtoany|addthis|"
    r"social-?(?:share|links|icons|media|bar|buttons)|related|related-?(?:posts?|articles?|content|stories|links|news)|"
    r"jp-relatedposts|recommended|recommended-?(?:posts?|articles?|reading)|newsletter|newsletter-?\w+|"
    r"subscribe|subscription|sign-?up|promo|promotion|sponsor(?:ed)?|advert\w*|ads?|cookies?|cookie-?\w+|consent|gdpr|"
    r"breadcrumbs?|sidebar|widget|widget-?area|author-?(?:bio|box|info)|about-?author|tags|tag-?(?:list|links|cloud)|"
    r"post-?tags|paywall|donat(?:e|ion)s?|donate-?\w+|popup|modal|toolbar|screen-reader-text|sr-only|visually-hidden|"
    r"skip-?link|steady-\w+|read-?more|more-?(?:stories|articles|news)|citation-?box|print-?only-?hide"
    r")",
    re.IGNORECASE,
)
_LISTS_AND_TABLES = frozenset(["ul", "ol", "dl", "li", "table", "tbody", "thead", "tfoot", "tr"])
_INNER_BOXES = frozenset(["blockquote", "section", "details", "dd", "center"])
# Beyond this a page is a book or an attack, and the extractor takes minutes.
_LARGEST_PAGE_CHARACTERS = 5_000_000
_LEAST_ARTICLE_CHARACTERS = 200
# Shorter texts are found in any article by accident.
_LEAST_SURE_CHARACTERS = 40
_MOST_OF_IT = 0.95
_MOST_LINKED = 0.5
_LARGEST_SITE_BOX = 0.3
# "Related articles" ends an article; the same words near its start do not.
_LEAST_BEFORE_END = 0.6


@dataclass(frozen=True, slots=True)
class Extraction:
    """What trafilatura found: the article's letters and digits, and what the page's metadata claims."""

    text: str
    hints: dict[str, str]

    def holds(self, line: RawLine) -> bool:
        """Whether the extracted article has the text of this line."""
        text = folded(line.text)
        unnumbered = folded(re.sub(r"^\S{1,6} ", "", line.text)) if line.role is LineRole.ITEM else text
        return bool(text) and (text in self.text or unnumbered in self.text)


def folded(text: str) -> str:
    """Letters and digits only, lower case: what survives any two ways of taking a page's text."""
    return "".join(character for character in text.casefold() if character.isalpha() or character in "0123456789")


def extract(root: HtmlElement) -> Extraction:
    """Run trafilatura over a page already parsed. Its text is empty where it finds no article, or will not end."""
    if sum(map(len, root.itertext())) > _LARGEST_PAGE_CHARACTERS:
        return Extraction("", {})
    from trafilatura import bare_extraction  # noqa: TID251

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # The extensive search for a date takes seconds on some pages, and takes dates out of the running text.
    found = bare_extraction(
        deepcopy(root),
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return Extraction("", {})
    hints = {name: str(value) for key, name in _HINTS.items() if (value := getattr(found, key))}
    return Extraction(folded(without_markers("".join(found.body.itertext()))), hints)


def article_lines(root: HtmlElement, extraction: Extraction) -> tuple[RawLine, ...]:
    """The article's lines; what a site put among them has the role SITE_FURNITURE. None where there is no article."""
    candidates = [_Candidate.of(placed, extraction) for placed in placed_lines(root)]
    article = _smallest_holding(root, candidates)
    if article is None:
        return ()
    inside = set(article.iter())
    chosen = [candidate for candidate in candidates if candidate.element in inside]
    while not chosen[-1].is_found:
        chosen.pop()
    while not chosen[0].is_found:
        chosen.pop(0)
    return tuple(_kept(chosen, article))


def body_lines(root: HtmlElement) -> tuple[RawLine, ...]:
    """Every line of a page too small or too odd for an extractor: of its ``<main>``, else all but menus and boxes."""
    mains = [*root.iter("main"), *root.iter("article")]
    body = root.find("body")
    part = mains[0] if len(mains) == 1 else root if body is None else body
    placed = placed_lines(part)
    total = sum(len(each.line.text) for each in placed)
    return tuple(
        replace(each.line, role=LineRole.SITE_FURNITURE) if is_site_furniture(each.line.text) else each.line
        for each in placed
        if part in mains or not (_site_box(each.element, part, total) or _linked_share(each.element) > _MOST_LINKED)
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line of the page, whether the extractor took it, and whether that is no accident of a short text."""

    line: RawLine
    element: HtmlElement
    is_found: bool
    is_sure: bool

    @classmethod
    def of(cls, placed: PlacedLine, extraction: Extraction) -> _Candidate:
        is_found = extraction.holds(placed.line)
        return cls(placed.line, placed.element, is_found, is_found and len(placed.line.text) >= _LEAST_SURE_CHARACTERS)

    @property
    def box(self) -> HtmlElement:
        """The element whose content this line is part of: what is around its paragraph, list or table."""
        box = self.element.getparent()
        while box is not None and box.tag in _LISTS_AND_TABLES:
            box = box.getparent()
        return self.element if box is None else box


def _smallest_holding(root: HtmlElement, candidates: Sequence[_Candidate]) -> HtmlElement | None:
    """The smallest element with nearly all of the characters that the extractor surely took."""
    weights: Counter[HtmlElement] = Counter()
    for candidate in candidates:
        if candidate.is_sure:
            for element in (candidate.element, *candidate.element.iterancestors()):
                weights[element] += len(candidate.line.text)
    most = weights[root] * _MOST_OF_IT
    article = root if weights[root] >= _LEAST_ARTICLE_CHARACTERS else None
    while article is not None:
        inner = next((child for child in article if weights[child] >= most), None)
        if inner is None:
            return article if article.tag not in ("p", "li", "td") else article.getparent()
        article = inner
    return None


def _kept(chosen: Sequence[_Candidate], article: HtmlElement) -> Iterator[RawLine]:
    boxes = {candidate.box for candidate in chosen if candidate.is_sure}
    total = sum(len(candidate.line.text) for candidate in chosen if candidate.is_found)
    read = 0
    for candidate in chosen:
        line, ends = candidate.line, False
        read += len(line.text) if candidate.is_found else 0
        if not _belongs(candidate, boxes):
            continue
        ends = ends_article(line.text) and read > total * _LEAST_BEFORE_END
        if line.role is LineRole.HIDDEN:
            yield line
            continue
        if ends or is_site_furniture(line.text) or _site_box(candidate.element, article, total):
            line = replace(line, role=LineRole.SITE_FURNITURE)
        yield line
        if ends:
            return


def _belongs(candidate: _Candidate, boxes: set[HtmlElement]) -> bool:
    """Whether a line is the article's: the extractor took it, or it stands among lines that it took."""
    if candidate.is_sure or (candidate.is_found and candidate.line.role is LineRole.HEADING):
        return True
    among_them = candidate.box in boxes or (candidate.box.tag in _INNER_BOXES and candidate.box.getparent() in boxes)
    return among_them and (candidate.is_found or _linked_share(candidate.element) < _MOST_LINKED)


def _linked_share(element: HtmlElement) -> float:
    """Which part of an element's characters is link text: nearly all of it in menus and lists of teasers."""
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked / max(len("".join(element.itertext()).strip()), 1)


def _site_box(element: HtmlElement, article: HtmlElement, total: int) -> bool:
    """Whether a line stands in a box that its class or id calls a part of the site, unless most of the article does."""
    for box in (element, *element.iterancestors()):
        if box is article:
            return False
        names = f"{box.get('class') or ''} {box.get('id') or ''}".split()
        if any(map(_SITE_BOX.fullmatch, names)) and len("".join(box.itertext())) < total * _LARGEST_SITE_BOX:
            return True
    return False
