"""The command line: ``python -m assistant COMMAND``. Exit codes: 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.errors import AssistantError
from assistant.terminal.parser import parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing that was published or written is lost.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
