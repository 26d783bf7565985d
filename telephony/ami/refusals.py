"""What to tell the administrator when the manager interface says no."""

from screenpop.sentences import Sentence, say
from telephony.ami.account import Account

_WRONG = ("authentication", "permission denied", "not allowed")


def is_final(message: str) -> bool:
    """Whether trying again cannot help, and may get this computer banned."""
    return any(word in message.lower() for word in _WRONG)


def not_let_in(account: Account, message: str) -> Sentence:
    """The server refused the login, in its own words."""
    lower = message.lower()
    if "authentication" in lower:
        return say(
            "The PBX {server} refuses AMI user {username}: the user name or the password is wrong, or its "
            "permit list leaves this computer out. Not trying again. Put right the user name in the settings, "
            'or the password called "{secret}" where [secrets] keeps it; then start again.',
            server=account.place,
            username=account.username,
            secret=account.secret,
        )
    if is_final(message):
        return say(
            "The PBX {server} does not let AMI user {username} sign on ({message}). Not trying again. Look at "
            "the user's section in manager.conf; then start again.",
            server=account.place,
            username=account.username,
            message=message,
        )
    return say(
        "The PBX {server} does not let AMI user {username} sign on now ({message}); trying again. Each desk "
        "needs an AMI user of its own.",
        server=account.place,
        username=account.username,
        message=message,
    )


def no_password(account: Account) -> Sentence:
    """Nobody has stored one."""
    return say(
        "The PBX asks for a password and none is stored. Store it with: screenpop secret set {secret}; "
        "then start again.",
        secret=account.secret,
    )


def no_address(account: Account) -> Sentence:
    """No resolver knows the server's name."""
    return say("The PBX {server} has no address; trying again.", server=account.place)


def trying_again(reason: Sentence) -> Sentence:
    """There is no connection, and it will be tried again."""
    return say("{reason} Trying again.", reason=reason)


def no_answer(account: Account) -> Sentence:
    """It is there and says nothing."""
    return say(
        "The PBX {server} does not answer on its manager interface; trying again.", server=account.place
    )


def not_dialled(number: str, message: str) -> Sentence:
    """Why the PBX does not have the desk phone call."""
    if "permission denied" in message.lower():
        return say(
            "The AMI user may not have the desk phone call {number}: it lacks the right write = originate in "
            "manager.conf. That right lets this desk start any call at any phone, at the company's expense; "
            "without it numbers are dialled by hand.",
            number=number,
        )
    return say("The PBX does not call {number} ({message}).", number=number, message=message)
