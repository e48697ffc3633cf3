"""The plain LangChain recipe: pypdf, a recursive splitter (1000/200), all-MiniLM-L6-v2 and Chroma."""

from __future__ import annotations

from pathlib import Path

from langchain_chroma import Chroma
from langchain_community.document_loaders import PyPDFLoader
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from scripts.peers import job


class Recipe:
    """As tutorials have it."""

    def __init__(self) -> None:
        embeddings = HuggingFaceEmbeddings(model_name=job.packaged_model())
        self._store = Chroma(embedding_function=embeddings, persist_directory=str(job.work_folder()))

    def take_folder(self, files: list[Path]) -> None:
        for file in files:
            self._add(PyPDFLoader(str(file)).load())

    def take_passages(self, passages: list[dict[str, str]]) -> None:
        self._add(
            [
                Document(page_content=f"{one['title']}\n{one['text']}", metadata={"source": one["id"]})
                for one in passages
            ]
        )

    def searches(self) -> dict[str, job.Search]:
        return {"LangChain recipe": self._search}

    def _search(self, question: str) -> list[str]:
        found = self._store.as_retriever(search_kwargs={"k": job.DEPTH}).invoke(question)
        return [str(one.metadata["source"]) for one in found]

    def _add(self, documents: list[Document]) -> None:
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        if chunks:
            self._store.add_documents(chunks)


if __name__ == "__main__":
    job.run(Recipe())
