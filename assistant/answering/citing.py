"""Chosen sentences become an answer's sentences, each with its citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.domain import GAP, Citation, CitedFootnote, Document, Footnote, Sentence, SentenceKind, Span, Support


def cite(chosen: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """One quoted sentence per candidate, with markers counted from 1 in reading order.

    A sentence that a page end cuts has one citation per page, so that each opens its own page.
    """
    groups = [source_name(candidate) for candidate in chosen]
    show_groups = len(set(groups)) > 1
    sentences: list[Sentence] = []
    position, marker = 0, 1
    for candidate, before, group in zip(chosen, (None, *chosen), groups, strict=False):
        spans = candidate.document.sentences[candidate.sentence].spans
        citations = []
        gap = before is not None and _leaves_out(before, candidate)
        position += len(GAP) * gap
        offset = position
        for span in spans:
            citations.append(_citation(candidate.document, candidate.headings, span, marker, offset))
            offset = citations[-1].end_index + 1
            marker += 1
        sentence = Sentence(
            text=candidate.text,
            support=Support.QUOTED,
            citations=tuple(citations),
            group=group if show_groups else "",
            gap_before=gap,
        )
        sentences.append(sentence)
        position += len(candidate.text) + sum(len(f"[{item.marker}]") for item in citations) + 2
    return tuple(sentences)


def cite_written(
    text: str, proofs: Sequence[Candidate], *, support: Support, marker: int, position: int, group: str = ""
) -> Sentence:
    """A sentence that was not quoted, with the sentences that prove it as its citations, numbered from ``marker``.

    ``position`` is where it begins in the answer's text: each citation supports the whole of it.
    """
    places = [
        (proof.document, proof.headings, span)
        for proof in proofs
        for span in proof.document.sentences[proof.sentence].spans
    ]
    citations = tuple(
        replace(_citation(document, headings, span, marker + place, position), end_index=position + len(text))
        for place, (document, headings, span) in enumerate(places)
    )
    return Sentence(text=text, support=support, citations=citations, group=group)


def _leaves_out(before: Candidate, candidate: Candidate) -> bool:
    """Whether two quotations are of one paragraph, or one list, and something between them is not quoted."""
    document = candidate.document
    if before.document.id != document.id or candidate.sentence <= before.sentence + 1:
        return False
    one, other = (document.sentences[index] for index in (before.sentence, candidate.sentence))
    between = document.sentences[before.sentence + 1 : candidate.sentence]
    listed = all(sentence.kind is SentenceKind.ITEM for sentence in (*between, other))
    return one.section == other.section and (one.paragraph == other.paragraph or listed)


def source_name(candidate: Candidate) -> str:
    """The document and the headings that a sentence stands under, as answers are grouped by them."""
    return " · ".join((candidate.document.title.value, *candidate.headings))


def cite_span(document: Document, span: Span) -> tuple[Citation, ...]:
    """The one citation of a piece of a document that is evidence for something and no sentence of an answer."""
    inside = (
        section.headings
        for section in document.sections
        if any(part.page == span.page and part.start <= span.start < part.end for part in section.spans)
    )
    return (_citation(document, next(inside, ()), span, marker=1, start=0),)


def _citation(document: Document, headings: tuple[str, ...], span: Span, marker: int, start: int) -> Citation:
    page = document.page(span.page)
    cited = page.text[span.start : span.end]
    return Citation(
        marker=marker,
        document=document.id,
        title=document.title.value,
        page=span.page,
        page_label=page.label,
        headings=headings,
        cited_text=cited,
        span=span,
        start_index=start,
        end_index=start + len(cited),
        footnotes=footnotes_in(document, span),
        date=document.date.value if document.date else None,
        marking=document.marking.value if document.marking else None,
        ocr=span.page in document.ocr_pages,
        instruction=document.instruction_at(span),
    )


def footnotes_in(document: Document, span: Span) -> tuple[CitedFootnote, ...]:
    """The footnotes called inside a span (or right at its end), in the order of their calls."""
    found = [
        (call.start, cited_footnote(document, footnote, index))
        for footnote in document.footnotes
        for index, call in enumerate(footnote.calls)
        if call.page == span.page and span.start < call.start <= span.end
    ]
    return tuple(footnote for _, footnote in sorted(found, key=lambda pair: pair[0]))


def cited_footnote(document: Document, footnote: Footnote, index: int) -> CitedFootnote:
    """A footnote as it is shown beside a citation, with the words that its call number ``index`` supports."""
    phrase = document.text_of(footnote.phrases[index]) if index < len(footnote.phrases) else ""
    return CitedFootnote(
        number=footnote.number,
        text=footnote.text,
        urls=footnote.urls,
        link=footnote.link,
        reason=footnote.reason,
        phrase=phrase,
    )
