"""The parts behind the façade, each constructed from the settings when it is first used.

chromadb and the models take long to import, so nothing of them is imported before that.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Document, Progress, ReadFailure
from assistant.errors import AssistantError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.answerer import Answerer
    from assistant.answering.composing import Composer
    from assistant.answering.scoring import SentenceScorer
    from assistant.answering.verify.judge import JudgeFor
    from assistant.indexing.build import ReadMany
    from assistant.models.cross_encoder import CrossEncoder
    from assistant.models.embedder import Embedder
    from assistant.models.guarded import GuardedModel
    from assistant.models.language_model import ChatModel
    from assistant.models.late_interaction import LateInteraction
    from assistant.retrieval.retriever import Retriever
    from assistant.retrieval.rewriting import Rewriter


class WorkingParts:
    """What reads, embeds, finds and answers."""

    def __init__(self, settings: Settings, chat_model: ChatModel | None = None) -> None:
        self._settings = settings
        self._chat_model = chat_model

    def load_models(self) -> None:
        """Load the models in the background, all at once, so that the first question need not wait for them."""
        for model in (self.embedder, self.judge, self.comparer):
            if model is not None:
                load = functools.partial(getattr, model, "engine")
                threading.Thread(target=_quietly, args=(load,), daemon=True, name="loading a model").start()

    @cached_property
    def embedder(self) -> Embedder:
        """What turns texts into vectors."""
        from assistant.models.embedder import Embedder

        return Embedder(self._settings.embedder)

    @cached_property
    def retriever(self) -> Retriever:
        """What finds passages."""
        from assistant.retrieval.retriever import Retriever

        return Retriever(
            self.embedder,
            self.judge,
            candidates=self._settings.candidates,
            reranked=self._settings.reranked,
        )

    @cached_property
    def judge(self) -> CrossEncoder | None:
        """What reads a question and a passage together; None when the settings want none."""
        from assistant.models.cross_encoder import CrossEncoder

        return None if self._settings.reranker == "none" else CrossEncoder(self._settings.reranker)

    @cached_property
    def comparer(self) -> LateInteraction | None:
        """What compares sentences with a question token by token, beside the cross-encoder."""
        return self._late_interaction if self.judge else None

    @cached_property
    def sentence_judge(self) -> JudgeFor:
        """What says whether evidence of some markings bears out a sentence; it is there also where nothing reranks."""
        from assistant.answering.verify.opening import open_judge

        return open_judge(self._settings, self.embedder, self._pairs, self._late_interaction, self.chat_model)

    @cached_property
    def _late_interaction(self) -> LateInteraction:
        """What compares texts token by token; what is written is judged by it also where passages are not reranked."""
        from assistant.models.late_interaction import LateInteraction

        return LateInteraction()

    @cached_property
    def _pairs(self) -> CrossEncoder:
        """The cross-encoder for what is written, which is judged also where passages are not reranked."""
        from assistant.models.cross_encoder import CrossEncoder

        return self.judge or CrossEncoder(Settings().reranker)

    @cached_property
    def answerer(self) -> Answerer:
        """What answers from the passages."""
        from assistant.answering.about.composer import AboutComposer
        from assistant.answering.answerer import Answerer
        from assistant.answering.scoring import SentenceScorer

        scorer = SentenceScorer(self.embedder, self.judge, self.comparer)
        return Answerer(self.retriever, [AboutComposer(), self._composer(scorer)], kept=self._settings.hits)

    def _composer(self, scorer: SentenceScorer) -> Composer:
        """What quotes; where a language model is configured, what has it write and quotes when that fails."""
        from assistant.answering.extractive import ExtractiveComposer

        quoting = ExtractiveComposer(scorer)
        if self.chat_model is None:
            return quoting
        from assistant.answering.generate.composer import GenerativeComposer
        from assistant.prompts import load_prompt

        return GenerativeComposer(
            self.chat_model,
            quoting=quoting,
            scorer=scorer,
            judge=self.sentence_judge,
            pairs=self._pairs,
            prompt=load_prompt("answer"),
            timeout_s=self._settings.model_timeout_s,
        )

    @cached_property
    def chat_model(self) -> GuardedModel | None:
        """What writes, kept from texts that its provider may not see; None when the settings want no language model.

        Raises SettingsError for a bad name.
        """
        from assistant.models.guarded import GuardedModel
        from assistant.models.language_model import open_chat_model
        from assistant.models.whereabouts import provider_of

        model = self._chat_model or open_chat_model(self._settings)
        if model is None:
            return None
        return GuardedModel(model, self._settings.markings, provider_of(model.name, self._settings))

    @cached_property
    def rewriter(self) -> Rewriter | None:
        """What rewords follow-up questions; None without a language model."""
        from assistant.prompts import load_prompt
        from assistant.retrieval.rewriting import Rewriter

        if self.chat_model is None:
            return None
        return Rewriter(self.chat_model, load_prompt("condense"), timeout_s=self._settings.model_timeout_s)

    def read(
        self, path: Path, *, password: str | None, progress: Callable[[Progress], None] | None
    ) -> Document | ReadFailure:
        """Reads one file, in the corpus or not, as an ingest would."""
        from assistant.indexing.corpus_files import corpus_file

        def on_page(file_id: str, page: int, pages: int) -> None:
            if progress is not None:
                progress(Progress(stage="reading", done=page, total=pages, detail=file_id))

        ((_, outcome),) = self.reader(password)([corpus_file(path, path.parent)], on_page=on_page)
        return outcome

    def reader(self, password: str | None) -> ReadMany:
        """What reads files, within the limits of the settings; ``password`` opens the encrypted ones."""
        from assistant.reading.worker import read_files

        return functools.partial(
            read_files,
            workers=self._settings.read_workers,
            timeout_s=self._settings.read_timeout_s,
            memory_bytes=self._settings.read_memory_bytes,
            most_pages=self._settings.read_pages,
            password=password,
            ocr=self._settings.ocr,
        )


def _quietly(load: Callable[[], object]) -> None:
    """Load a model; one that cannot be loaded is left to the question that needs it, which says so."""
    with contextlib.suppress(AssistantError):
        load()
