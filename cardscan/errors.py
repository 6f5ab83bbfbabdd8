"""Every error the program knows, each with its exit code; caught in one place, ``cli.main``."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told. Published in the README; a test each."""

    OK = 0
    INTERNAL = 1
    """A defect of the program."""
    USAGE = 2
    """Wrong arguments (click's own code)."""
    NOTHING_READ = 3
    """No photo and no entry of an address book could be read, or an archive cannot be used."""
    SOME_UNREAD = 4
    """Some photos of a batch, or entries of an address book, could not be read; the others were."""
    NOT_FOUND = 5
    """No such person, card, note or event, or a search without a result."""
    ENGINE_MISSING = 6
    """The asked-for text engine is not installed or cannot start."""
    STORE = 7
    """The data folder or the database cannot be used."""
    OUTPUT = 8
    """The output file cannot be written."""
    FINDINGS = 9
    """A check found something that is not right and was not repaired."""
    BACKUP = 10
    """A backup is damaged, no backup, or of a newer version; nothing was changed."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""


class CardscanError(Exception):
    """An error whose message tells the person what is wrong and what to do."""

    exit_code = ExitCode.INTERNAL


class UnreadablePhoto(CardscanError):
    """A file that cannot be read as a photo."""

    exit_code = ExitCode.NOTHING_READ

    def __init__(self, code: str, message: str) -> None:
        """Keep the stable ``code`` (see ``records.ReadFailure``) beside the message for the person."""
        super().__init__(message)
        self.code = code


class UnusableArchive(CardscanError):
    """A file that is no archive of everything, or a damaged or newer one."""

    exit_code = ExitCode.NOTHING_READ


class EngineMissing(CardscanError):
    """A text engine or one of its languages is not installed, or cannot start."""

    exit_code = ExitCode.ENGINE_MISSING


class EngineFailed(CardscanError):
    """A text engine answered with what cannot be right, such as text outside the picture."""

    exit_code = ExitCode.NOTHING_READ

    def __init__(self, answer: str) -> None:
        """Name what it answered."""
        super().__init__(
            f"The text engine answered nonsense: {answer}. The photo is untouched; import it again, or with --engine."
        )


class NotFound(CardscanError):
    """Nothing has the asked-for id, name or text."""

    exit_code = ExitCode.NOT_FOUND


class InvalidInput(CardscanError):
    """Something the person typed cannot be used as it stands."""

    exit_code = ExitCode.USAGE


class StoreError(CardscanError):
    """The data folder or the database cannot be used."""

    exit_code = ExitCode.STORE


class OutputError(CardscanError):
    """An output file cannot be written."""

    exit_code = ExitCode.OUTPUT


class BackupError(CardscanError):
    """A backup cannot be restored; the present data were not touched."""

    exit_code = ExitCode.BACKUP
