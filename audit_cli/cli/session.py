"""What one run of the program knows from its start to its end, as the object of click's contexts."""

from __future__ import annotations

import click

from audit_cli.cli.settings import Settings


class Session:
    """The settings in force, and the language in which a command was asked to speak, "" until it is known."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.lang = ""


def session_of(context: click.Context) -> Session:
    """Return the session that *context* belongs to; a command that runs by itself has one of its own."""
    root = context.find_root()
    if root.obj is None:
        root.obj = Session()
    session: Session = root.obj
    return session


def remembered(context: click.Context, _option: click.Parameter, lang: str) -> str:
    """Return *lang*, which is remembered for what goes wrong later."""
    session_of(context).lang = lang
    return lang
