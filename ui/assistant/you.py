"""Who sits here, in which country, and what the telephone system puts before outside numbers."""

from screenpop.sentences import say
from screenpop.settings.sections import file_fields
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page
from ui.assistant.pages import YOU
from ui.settings.row import Row

_ASKED = ("agent", "region", "outside_line")


class YouPage(Page):
    """All of it has a good guess already."""

    name = YOU
    keys = _ASKED

    def __init__(self, form: BeginningForm) -> None:
        super().__init__(
            form, say("Who sits at this desk. Most of it is guessed already; put right what is not.")
        )
        fields = file_fields()
        self.rows = {key: Row(form, fields[key], (key,)) for key in _ASKED}
        self.panel(*self.rows.values())
        self.body.addStretch(1)
