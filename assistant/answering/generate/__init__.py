"""Answers that a language model writes: numbered evidence goes in, sentences come out and are judged one by one."""
