"""haiku.rag with all-MiniLM-L6-v2 from a package, by its Python interface; hybrid search in an embedded LanceDB.

Its reader of PDFs, docling, fetches a layout model from a hub, which cannot be had here. It is therefore given the
text that pypdf reads, and does the rest itself. Passages of judged sets are its chunks, by document.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from docling_core.types.doc.document import DoclingDocument
from haiku.rag.client import DocumentImport, HaikuRAG
from haiku.rag.config import AppConfig
from haiku.rag.store.models.chunk import Chunk
from pypdf import PdfReader

from scripts.peers import job


class Haiku:
    """As its documentation has it, save where the models come from."""

    def __init__(self) -> None:
        model = job.packaged_model()
        embedder = {"provider": "sentence-transformers", "name": model, "vector_dim": 384}
        config = AppConfig.model_validate(
            {"embeddings": {"model": embedder}, "processing": {"chunking_tokenizer": model}}
        )
        self._loop = asyncio.Runner()
        self._client = HaikuRAG(job.work_folder() / "peer.lancedb", config=config, create=True)
        self._loop.run(self._client.__aenter__())

    def take_folder(self, files: list[Path]) -> None:
        for file in files:
            text = "\n\n".join(page.extract_text() for page in PdfReader(file).pages)
            if text.strip():
                self._loop.run(self._client.create_document(text, uri=file.name, title=file.stem, format="plain"))

    def take_passages(self, passages: list[dict[str, str]]) -> None:
        chunks: dict[str, list[Chunk]] = {}
        for one in passages:
            of = chunks.setdefault(one["document"], [])
            text = f"{one['title']}\n{one['text']}"
            of.append(Chunk(content=text, metadata={"passage": one["id"]}, order=len(of)))
        documents = [
            DocumentImport(docling_document=DoclingDocument(name=name), chunks=of, uri=name)
            for name, of in chunks.items()
        ]
        self._loop.run(self._client.import_documents(documents))

    def searches(self) -> dict[str, job.Search]:
        return {"haiku.rag": self._search}

    def _search(self, question: str) -> list[str]:
        found = self._loop.run(self._client.search(question, limit=job.DEPTH))
        return [str((one.chunk_meta or {}).get("passage", one.chunk_id)) for one in found]


if __name__ == "__main__":
    job.run(Haiku())
