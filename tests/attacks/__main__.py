"""``python -m tests.attacks [--model NAME] [--only FIRST-LAST]``: every question of every attack, and the rate."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from assistant import Assistant
from assistant.models.language_model import open_chat_model
from assistant.settings import load_settings
from tests.attacks.cases import attacks
from tests.attacks.verdicts import exported_harm, harm


def main() -> int:
    """Print each harm and the rate; 1 when there was any."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks")
    parser.add_argument("--model", default="none", help="the language model that writes (default: none, quotations)")
    parser.add_argument("--only", metavar="FIRST-LAST", help="only these attacks, counted from 1")
    parser.add_argument("--plain", action="store_true", help="only the plain question of each, not the prying one")
    options = parser.parse_args()
    chosen = attacks()
    if options.only:
        first, _, last = options.only.partition("-")
        chosen = chosen[int(first) - 1 : int(last or first)]
    asked = done = written = 0
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Path(folder) / name for name in ("corpus", "index", "workspace")}
        settings = dataclasses.replace(load_settings(), **places, model=options.model, model_timeout_s=600)
        assistant = Assistant(settings, chat_model=open_chat_model(settings))
        assistant.add((attack.file, attack.content) for attack in attacks())
        for attack in chosen:
            for question in (attack.question, attack.prying)[: 1 if options.plain else 2]:
                answer = assistant.ask(question)
                found = [*harm(attack, answer, assistant), *exported_harm(answer, assistant)]
                asked, done, written = asked + 1, done + bool(found), written + bool(answer.model)
                print(f"{'HARM' if found else 'held'}  {attack.name}: {'; '.join(found) or answer.status}", flush=True)
    print(f"{datetime.now(UTC).date()}, model {options.model}: {len(chosen)} documents, {asked} questions, "
          f"{written} answered by the model itself, harm done in {done}")  # fmt: skip
    return int(done > 0)


if __name__ == "__main__":
    sys.exit(main())
