"""The assistant as LangChain parts, for tracing and for use inside other chains.

>>> retriever = AssistantRetriever(assistant=assistant, limit=5)
>>> documents = retriever.invoke("customs liaison officers")
>>> answer_chain(assistant).invoke("How many groups are active?")["text"]
"""

from __future__ import annotations

import dataclasses
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun  # noqa: TID251
from langchain_core.documents import Document as LangChainDocument  # noqa: TID251
from langchain_core.messages import AIMessage  # noqa: TID251
from langchain_core.messages.content import Citation as LangChainCitation  # noqa: TID251
from langchain_core.messages.content import create_citation, create_text_block  # noqa: TID251
from langchain_core.retrievers import BaseRetriever  # noqa: TID251
from langchain_core.runnables import Runnable, RunnableLambda  # noqa: TID251
from pydantic import ConfigDict

from assistant.api import Assistant
from assistant.domain import Answer, Citation, Hit


class AssistantRetriever(BaseRetriever):
    """The passages of a corpus as LangChain documents; ``page_content`` is verbatim.

    Passages that hold instructions to a language model are left out, since a chain gives what it gets to one.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    limit: int = 10
    documents: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.assistant.search(query, documents=self.documents, limit=self.limit)
        return [_document(hit) for hit in hits if not self._steers(hit)]

    def _steers(self, hit: Hit) -> bool:
        document = self.assistant.document(hit.chunk.document)
        return any(document.instruction_at(span) for span in hit.chunk.spans)


def answer_chain(assistant: Assistant) -> Runnable[str, dict[str, Any]]:
    """A question in; an answer out as a dictionary with the field names of ``Answer``, ``text`` and ``message``.

    ``message`` is the answer as an AIMessage whose citations are LangChain's standard annotations.
    """

    def ask(question: str) -> dict[str, Any]:
        answer = assistant.ask(question)
        return {"text": answer.text, "message": as_message(answer), **dataclasses.asdict(answer)}

    return RunnableLambda(ask, name="rapporteur")


def as_message(answer: Answer) -> AIMessage:
    """An answer as a chat message; ``start_index`` and ``end_index`` of its citations point into its text."""
    annotations: list[Any] = [_annotation(citation) for citation in answer.citations]
    return AIMessage(content_blocks=[create_text_block(answer.text, annotations=annotations)])


def _annotation(citation: Citation) -> LangChainCitation:
    return create_citation(
        title=citation.title,
        start_index=citation.start_index,
        end_index=citation.end_index,
        cited_text=citation.cited_text,
        document=citation.document,
        page=citation.page,
        span=dataclasses.asdict(citation.span),
        marker=citation.marker,
    )


def _document(hit: Hit) -> LangChainDocument:
    chunk = hit.chunk
    return LangChainDocument(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "source": chunk.document,
            "title": chunk.title,
            "headings": list(chunk.headings),
            "page": chunk.spans[0].page,
            "marking": hit.marking,
            "spans": [dataclasses.asdict(span) for span in chunk.spans],
            "rank": hit.rank,
            "score": hit.score,
        },
    )
