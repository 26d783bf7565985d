"""The keys of the sources and departments that ship; what all kinds have stands under `sources` and `departments`."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

SOURCES: Catalogue = {
    "sources.url": Words(
        say("Address"), say("What all questions' paths begin with."), "address", "https://crm.example/api"
    ),
    "sources.sql.url": Words(
        say("Address"),
        say("SQLAlchemy's, without the password. A plain file is opened read-only."),
        "address",
        "postgresql+psycopg://reader@books.example/ledger",
    ),
    "sources.sql.allow_writer": Words(
        say("Login may write"), say("Accepts a login that may write. Questions only read all the same.")
    ),
    "sources.spreadsheet.path": Words(
        say("File or folder"), say("CSV, XLSX or ODS; all files of a folder."), "file"
    ),
    "sources.spreadsheet.encoding": Words(
        say("Encoding"), say("Of CSV files; found out where it is empty."), example="cp1250"
    ),
    "sources.spreadsheet.delimiter": Words(
        say("Delimiter"), say("Of CSV files; found out where it is empty."), example=";"
    ),
    "sources.spreadsheet.header_row": Words(
        say("Row of headings"),
        say("The number of the row that names the columns; found out where it is empty."),
    ),
    "sources.spreadsheet.dates": Words(
        say("03/04 is"),
        say("How days are written; found out where it is empty."),
        choices={"dmy": say("The 3rd of April"), "mdy": say("The 4th of March")},
    ),
    "sources.rest.headers": Words(say("Headers"), say("Sent with every question; never a secret.")),
    "sources.rest.auth": Words(
        say("Signs on"),
        say("How the stored password is sent."),
        choices={
            "none": say("Not at all"),
            "bearer": say("As a bearer token"),
            "basic": say("With a user name"),
            "header": say("In a header"),
            "oauth2": say("For a token (OAuth2)"),
        },
    ),
    "sources.rest.username": Words(say("User name"), say("Whose password it is.")),
    "sources.rest.header": Words(
        say("Header"), say("The header in which the password is sent."), example="X-Api-Key"
    ),
    "sources.rest.token_url": Words(
        say("Token's address"), say("Where a token is given out (OAuth2)."), "address"
    ),
    "sources.rest.client_id": Words(say("Client"), say("As the service knows Screenpop (OAuth2).")),
    "sources.rest.scope": Words(say("Scope"), say("What the token is asked for (OAuth2).")),
    "sources.rest.client_in": Words(
        say("Client is sent"),
        say("Where the service wants client and password (OAuth2)."),
        choices={"header": say("In a header"), "body": say("In the body")},
    ),
    "sources.rest.paging": Words(say("Pages"), say("How one page of rows leads to the next.")),
    "sources.rest.paging.by": Words(
        say("Next page"),
        say("By what the next page is found."),
        choices={
            "link": say("The header Link"),
            "next": say("Its address in the answer"),
            "cursor": say("A cursor in the answer"),
            "page": say("Counting pages"),
            "offset": say("Counting rows"),
        },
    ),
    "sources.rest.paging.next": Words(
        say("Found at"), say("The JSON path to the next address or cursor."), example="$.paging.next"
    ),
    "sources.rest.paging.parameter": Words(
        say("Parameter"), say("What of the query is set."), example="page"
    ),
    "sources.rest.paging.first": Words(say("First page"), say("Pages are counted from this.")),
    "sources.rest.paging.more": Words(
        say("More pages"), say("A JSON path to yes or no."), example="$.has_more"
    ),
    "sources.rest.paging.size": Words(
        say("Rows on a page"), say("A page of fewer is the last one; 0 says nothing.")
    ),
    "sources.rest.pages": Words(say("Pages at most"), say("So many make an answer.")),
    "sources.rest.megabytes": Words(say("Megabytes at most"), say("A larger answer is refused.")),
    "sources.rest.ca_file": Words(
        say("Certificate"),
        say("What its certificate is checked with, where the system does not know it."),
        "file",
    ),
    "sources.rest.proxy": Words(
        say("Proxy"), say("The way there, if there is one."), "address", "http://proxy.example:3128"
    ),
    "sources.rest.probe": Words(
        say("Tried with"), say("A path that any login may ask, to see whether it works."), example="/me"
    ),
}

DEPARTMENTS: Catalogue = {
    "departments.source": Words(say("Source"), say("Who is asked."), "source"),
    "departments.title": Words(
        say("Title"), say("What stands above its panel; its usual name where it is empty.")
    ),
    "departments.deadline": Words(
        say("Waits at most"), say("So long the panel waits for an answer, as in 2s or 500ms.")
    ),
    "departments.accounting.open_items": Words(
        say("Open items"),
        say("Gives due, balance and currency; document, disputed and as_of if it can."),
        "question",
    ),
    "departments.accounting.payments": Words(
        say("Payments"), say("Gives at, amount and currency."), "question"
    ),
    "departments.accounting.books": Words(
        say("Books"), say("Gives as_of: until when the books are posted."), "question"
    ),
    "departments.sales.purchases": Words(
        say("Purchases"), say("Gives at, product, quantity, amount and currency; name if it can."), "question"
    ),
    "departments.sales.orders": Words(
        say("Open orders"), say("Gives number; status, promised and tracking if it can."), "question"
    ),
    "departments.sales.quotes": Words(
        say("Quotes"), say("Gives number; valid_until, amount and currency if it can."), "question"
    ),
    "departments.credit.standing": Words(
        say("Standing"),
        say("Gives credit_limit, exposure, hold and currency; terms, overdue and more if it can."),
        "question",
    ),
    "departments.credit.offerable": Words(
        say("What may be offered"),
        say("Gives terms; discount, until, reason and refer_to if it can."),
        "question",
    ),
    "departments.credit.refer_to": Words(
        say("Refer to"), say("Told where nothing may be offered."), example="Credit desk, ext. 210"
    ),
    "departments.credit.near_limit": Words(
        say("Near the limit"), say("From so many percent of the limit on.")
    ),
    "departments.credit.authority": Words(say("Authority"), say("Who may offer what.")),
    "departments.credit.authority.levels": Words(say("Levels"), say("From the lowest up.")),
    "departments.credit.authority.default": Words(
        say("Everybody else"), say("The level of agents who are not named.")
    ),
    "departments.credit.authority.agents": Words(
        say("Agents"), say("Which agent has which level."), example="anna"
    ),
    "departments.credit.offers": Words(say("Table of offers"), say("The first row that fits wins.")),
    "departments.credit.offers.segment": Words(
        say("Segment"), say("Of these customers; every one where it is empty.")
    ),
    "departments.credit.offers.standing": Words(
        say("Standing"),
        say("Of customers who stand like this; every one but a hold where it is empty."),
        choices={
            "good": say("Good"),
            "near_limit": say("Near the limit"),
            "overdue": say("Overdue"),
            "over_limit": say("Over the limit"),
            "hold": say("On hold"),
        },
    ),
    "departments.credit.offers.authority": Words(say("Level"), say("Agents of this level or a higher one.")),
    "departments.credit.offers.terms": Words(
        say("Terms"), say("What may be offered."), example="2/10 net 30"
    ),
    "departments.credit.offers.discount": Words(say("Discount"), say("In percent.")),
    "departments.credit.offers.until": Words(
        say("Until"), say("The last day, as in 2026-06-30."), example="2026-06-30"
    ),
    "departments.credit.offers.reason": Words(say("Reason"), say("Told to the agent.")),
    "departments.credit.offers.refer_to": Words(say("Refer to"), say("In the place of terms.")),
    "departments.cross_sell.lines": Words(
        say("Sales lines"),
        say("Everybody's, for learning: customer, basket, at, product and quantity."),
        "question",
    ),
    "departments.value.relationship": Words(
        say("Relationship"), say("Gives any of since, segment, turnover, manager, important."), "question"
    ),
    "departments.conversation.source": Words(
        say("Source"), say("Who is asked; without one the panel shows what agents noted."), "source"
    ),
    "departments.conversation.said": Words(
        say("What was said"), say("Gives at and text; channel, who, status and link if it can."), "question"
    ),
    "departments.conversation.channel": Words(
        say("Channel"), say("Of rows that tell none of their own."), example="ticket"
    ),
    "departments.conversation.also": Words(
        say("Other sources"), say("What they hold stands in the same time line.")
    ),
    "departments.conversation.also.source": Words(say("Source"), say("Who is asked."), "source"),
    "departments.conversation.also.said": Words(
        say("What was said"), say("Gives at and text, as above."), "question"
    ),
    "departments.conversation.also.channel": Words(
        say("Channel"), say("Of rows that tell none of their own.")
    ),
    "departments.conversation.also.ref": Words(
        say("Customer's number of"),
        say("The department whose number for the customer is meant by :ref there."),
        example="sales",
    ),
    "departments.table.rows": Words(
        say("Rows"), say("Whatever the panel shall show; columns are named as you name them."), "question"
    ),
    "departments.table.money": Words(say("Amounts"), say("The columns that are amounts.")),
    "departments.table.currency": Words(
        say("Currency"), say("Of all amounts, where no column “currency” tells."), example="PLN"
    ),
    "departments.table.dates": Words(say("Days"), say("The columns that are days.")),
    "departments.table.links": Words(
        say("Links"), say("Column and the address that it opens, with columns in braces."), example="Contract"
    ),
    "departments.table.badges": Words(say("Badges"), say("The columns that are shown as a badge.")),
    "departments.table.warnings": Words(
        say("Warnings"), say("The columns that warn where they say anything.")
    ),
}
