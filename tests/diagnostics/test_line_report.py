"""What an administrator reads of the running lines."""

from screenpop.diagnostics.line_report import lines_told

REPORT = {
    "ami": {"delivered": {"calls": 12, "number": 12, "queue": 9, "name": 0}, "met": {"rubbish": 2}},
    "watch": {"delivered": {"calls": 0}, "met": {}},
}


def test_each_line_says_which_facts_came_and_which_never_did():
    told = {check.subject: str(check.told) for check in lines_told(REPORT)}

    assert told["line ami: delivered"].startswith(
        "12 calls since the program was started; with them came: number 12, queue 9;"
    )
    assert "never: name, did, brand" in told["line ami: delivered"]
    assert told["line ami: packets"] == "met since the program was started: rubbish 2"
    assert told["line watch: delivered"] == "No call since the program was started."
