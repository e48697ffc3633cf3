"""What a web page's metadata claims of it: believed only where the page really states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement

_DATE_NAMES = re.compile(
    r"(?:article:|og:)?published(?:[_-]?(?:time|date))?|(?:dc|dcterms|citation|sailthru|parsely|pub)?[._-]?"
    r"(?:date|pub-?date|publication_date|date[._-]?(?:issued|published|created))|datepublished",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_TITLE_NAMES = frozenset(["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline"])
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_DATE_BOX = re.compile(
    r"\b(?:post|entry|article|publi\w*|story|meta)?[-_]*(?:date|time|byline|dateline|published|posted)", re.I
)
_LONGEST_DATE_BOX = 120
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_LARGEST_SCRIPT = 200_000


def page_hints(root: HtmlElement, guessed: dict[str, str]) -> dict[str, str]:
    """The hints "title", "author", "date" (ISO), "language", "site" of a page.

    ``guessed`` is what an extractor made of the page. Its author and site are kept, its title only
    where the page calls it one, its date only where a box for dates prints it: extractors guess.
    """
    hints = {name: guessed[name] for name in ("author", "site") if guessed.get(name)}
    title = guessed.get("title", "")
    if title and any(_same_title(title, stated) for stated in _stated_titles(root)):
        hints["title"] = without_site_name(title, hints.get("site", ""))
    stated_date = _stated_date(root) or _printed(guessed.get("date", ""), root)
    if stated_date:
        hints["date"] = stated_date
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if _LANGUAGE.fullmatch(language):
        hints["language"] = language.replace("_", "-")
    return hints


def without_site_name(title: str, site: str) -> str:
    """A title without the name of the site that many pages append: "Title - Site" or "Title | Site"."""
    match = re.fullmatch(rf"(.{{8,}}?)\s+[-–—|:·»]\s+{re.escape(site)}.{{0,40}}", title) if site else None
    return match.group(1) if match else title


def _same_title(title: str, stated: str) -> bool:
    left, right = " ".join(title.split()).casefold(), " ".join(stated.split()).casefold()
    return bool(right) and (left in right or (len(right) >= 10 and right in left))


def _stated_titles(root: HtmlElement) -> Iterator[str]:
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            yield "".join(element.itertext())
    for name, content in _metadata(root):
        if name.lower() in _TITLE_NAMES:
            yield content


def _metadata(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and element.get("content"):
            yield name, element.get("content")


def _stated_date(root: HtmlElement) -> str | None:
    """The date of publication by the page's metadata, its linked data, or a ``<time>`` marked as such."""
    for name, content in _metadata(root):
        if _DATE_NAMES.fullmatch(name) and (found := _iso(content)):
            return found
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and len(script.text or "") < _LARGEST_SCRIPT:
            found = _iso(_published(_parsed(_CDATA.sub("", script.text or ""))))
            if found:
                return found
    for element in root.iter("time"):
        marked = element.get("pubdate") is not None or "publish" in f"{element.get('class')} {element.get('itemprop')}"
        if marked and (found := _iso(element.get("datetime") or "")):
            return found
    return None


def _parsed(source: str) -> object:
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def _published(linked: object, depth: int = 0) -> str:
    """The first "datePublished" in linked data, however its graph is nested."""
    if depth > 6:
        return ""
    if isinstance(linked, dict):
        own = linked.get("datePublished")
        inner = own if isinstance(own, str) else [*linked.values()]
        return inner if isinstance(inner, str) else _published(inner, depth + 1)
    if isinstance(linked, list):
        return next((found for each in linked[:50] if (found := _published(each, depth + 1))), "")
    return ""


def _iso(printed: str) -> str | None:
    match = _ISO_DATE.search(printed)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _printed(guessed: str, root: HtmlElement) -> str | None:
    """A guessed ISO date, if a short box named for a date or byline prints it, in English or in digits."""
    found = _iso(guessed)
    if not found:
        return None
    forms = _printed_forms(date.fromisoformat(found))
    for element in root.iter("time", "span", "div", "p", "small", "li"):
        named = element.tag == "time" or _DATE_BOX.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        text = " ".join("".join(element.itertext()).split()) if named else ""
        if text and len(text) <= _LONGEST_DATE_BOX and forms.search(text):
            return found
    return None


def _printed_forms(day: date) -> re.Pattern[str]:
    month = rf"(?:{day:%B}|{day:%b}\.?|0?{day.month})"
    number, gap = rf"0?{day.day}(?:st|nd|rd|th|\.)?", r"[\s,./-]{1,3}"
    forms = (
        rf"{number}{gap}{month}{gap}{day.year}",
        rf"{month}{gap}{number}{gap}{day.year}",
        rf"{day.year}{gap}{month}{gap}{number}",
    )
    return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)", re.IGNORECASE)
