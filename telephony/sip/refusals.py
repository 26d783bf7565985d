"""What to tell the administrator when a PBX does not let an extension be watched, and what to switch on there."""

from screenpop.sentences import Sentence, say
from telephony.sip.account import Account
from telephony.sip.message import phrase_of


def no_answer(server: str) -> Sentence:
    """Nothing came back."""
    return say("The PBX {server} does not answer; trying again.", server=server)


def not_registrable(code: int, account: Account) -> Sentence:
    """Why a REGISTER of a user that the PBX let in was refused.

    Args:
        code: The PBX's answer.
        account: As whom.
    """
    if code == 403:
        return say(
            "The PBX does not let {username} register as extension {extension}. Allow one more contact for it "
            "there (Asterisk: max_contacts of its aor), and look whether this computer's address is banned.",
            username=account.username,
            extension=account.extension,
        )
    if code in (404, 604):
        return say(
            "The PBX knows no extension {extension}. Write under extension the one that it has (Asterisk: an "
            "aor of that name).",
            extension=account.extension,
        )
    return say(
        "The PBX does not register extension {extension} ({code} {phrase}).",
        extension=account.extension,
        code=code,
        phrase=phrase_of(code),
    )


def no_news(account: Account) -> Sentence:
    """It agreed, and then said nothing."""
    return say(
        "The PBX {server} agreed to tell of extension {extension} and sends no NOTIFY. Is there a firewall, or "
        "an address of ours between us that it cannot reach? Trying again.",
        server=account.place,
        extension=account.extension,
    )


def doubtful_password(account: Account) -> Sentence:
    """Credentials that worked before are refused, which a PBX that is just starting does too."""
    return say(
        "The PBX {server} refuses user {username}, whom it knew before; trying again.",
        server=account.place,
        username=account.username,
    )


def wrong_password(account: Account) -> Sentence:
    """The credentials are refused."""
    return say(
        "The PBX {server} refuses user {username}: the user name or the password is wrong. Not trying "
        'again. Put right the user name in the settings, or the password called "{secret}" where [secrets] '
        "keeps it; then start again.",
        server=account.place,
        username=account.username,
        secret=account.secret,
    )


def not_watchable(code: int, extension: str, username: str) -> Sentence:
    """Why a SUBSCRIBE was refused.

    Args:
        code: The PBX's answer.
        extension: What was to be watched.
        username: As whom.
    """
    if code == 403:
        return say(
            "The PBX does not let {username} watch extension {extension}. Allow it there (Asterisk and FreePBX: "
            "allow_subscribe = yes, and in subscribe_context the context of the extension's hint; FreeSWITCH: "
            "manage-presence = true in the SIP profile; Kamailio: the rules before handle_subscribe(); 3CX: the "
            "extension's right to see others' calls); trying again.",
            username=username,
            extension=extension,
        )
    if code in (404, 604):
        return say(
            "The PBX has no extension {extension} that can be watched. Give it a hint or a BLF entry there "
            "(Asterisk: exten => {extension},hint,PJSIP/{extension} in the subscribe_context; FreePBX makes "
            "hints itself, so look at the extension's number; FreeSWITCH: a user of that number in the "
            "directory); trying again.",
            extension=extension,
        )
    if code in (405, 489, 501):
        return say(
            'The PBX does not tell of calls by "Event: dialog". Switch BLF on there (Asterisk and FreePBX: load '
            "res_pjsip_exten_state, res_pjsip_pubsub and res_pjsip_dialog_info_body_generator; FreeSWITCH: "
            "manage-presence = true; Kamailio: presence, presence_dialoginfo and pua_dialoginfo), "
            'or use mode = "contact"; trying again.'
        )
    if code == 481:
        return say(
            "The PBX does not know a subscription that it was asked to begin (answer 481). Something between "
            "us takes this computer for another one; look at proxies and SIP helpers of routers; trying again."
        )
    return say(
        "The PBX does not let extension {extension} be watched (answer {code}); trying again.",
        extension=extension,
        code=code,
    )
