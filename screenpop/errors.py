"""Every error that may cross a package border.

ScreenPopError
├── ConfigurationError        the settings cannot work; tell the administrator
│   ├── AlreadyRunning        a program runs for this data folder; hand over to it
│   ├── SeatAsked             nobody has said who sits here, or at which extension; ask
│   ├── SeatUnknown           what was said of the seat stands in no list; ask anew, or tell the administrator
│   └── MissingSecret         a password is needed that nobody has stored
│       └── KeyringLocked     … or that the keyring does not give out now; asking later may help
├── LineError                 the telephone side
│   ├── LineUnreachable       no answer from the PBX; the line tries again
│   └── RegistrationRefused   wrong credentials; trying again will not help
├── SourceError               one department's data; never ends a pop
│   ├── SourceUnavailable     the system is down, or too slow
│   ├── SourceDenied          it answered, and said no
│   └── UnreadableAnswer      it answered something we cannot understand
└── RecordError               our own data
    ├── NotKept               the entry is not saved; it may be tried again
    │   └── NotTaken          … in vain: the shared database refuses it and always will
    ├── RecordUnavailable     it cannot be opened or read: damaged, locked, or newer than this program
    ├── NotWritten            the file that calls were to be written into is not there, or as it was
    └── UnknownCall           the record holds no such call

A malformed number is not an error: agents still take the call.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from screenpop.sentences import Sentence


class ScreenPopError(Exception):
    """Anything this program knows how to explain to its user."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class ConfigurationError(ScreenPopError):
    """The settings cannot work; the sentence names file, key and what is allowed."""


class AlreadyRunning(ConfigurationError):
    """A program runs already for this data folder; whoever comes second hands over what it was to do."""


class SeatAsked(ConfigurationError):
    """Nobody has said yet who sits here, or at which extension.

    Attributes:
        agent: Who sits here is asked.
        extension: So is the extension.
        agents: Whom to choose from, if the site lists them.
        account: The folder of the account that several share, or of the one agent.
    """

    def __init__(
        self, sentence: Sentence, *, agent: bool, extension: bool, agents: Sequence[str], account: Path
    ) -> None:
        super().__init__(sentence)
        self.agent = agent
        self.extension = extension
        self.agents = tuple(agents)
        self.account = account


class SeatUnknown(ConfigurationError):
    """This agent, extension or computer stands in none of the site's lists."""

    def __init__(self, sentence: Sentence, whose: Literal["agent", "extension", "machine"]) -> None:
        super().__init__(sentence)
        self.whose = whose


class MissingSecret(ConfigurationError):
    """A password is needed that nobody has stored."""


class KeyringLocked(MissingSecret):
    """The keyring does not give the password out now; it may be unlocked later."""


class LineError(ScreenPopError):
    """The telephone side cannot do its work."""


class LineUnreachable(LineError):
    """The PBX does not answer; the line goes on trying."""


class RegistrationRefused(LineError):
    """The PBX refuses these credentials; trying again will not help."""


class SourceError(ScreenPopError):
    """A department could not answer; the other panels are unaffected."""


class SourceUnavailable(SourceError):
    """The system is down, or did not answer in time."""


class SourceDenied(SourceError):
    """The system answered that we may not."""


class UnreadableAnswer(SourceError):
    """The system answered something that we cannot understand."""


class RecordError(ScreenPopError):
    """Our own record could not do what was asked."""


class NotKept(RecordError):
    """The entry is not saved; nothing that was shown as saved is lost."""


class NotTaken(NotKept):
    """The shared database refuses the entry and always will; trying again would be in vain."""


class RecordUnavailable(RecordError):
    """The record cannot be opened or read: damaged, locked, or newer than this program."""


class NotWritten(RecordError):
    """The file that calls were to be written into is not there, or as it was before."""


class UnknownCall(RecordError):
    """The record holds no such call."""
