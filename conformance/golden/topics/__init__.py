"""Payloads by topic: each has `messages()`, which a plugin writes, and `commands()`, which it reads."""

from topics import files, integrations, interactions, macros, shapes, streams, volumes

TOPICS = [streams, files, macros, shapes, interactions, volumes, integrations]
