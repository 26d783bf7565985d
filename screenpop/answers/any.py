"""Any department's answer."""

from screenpop.answers.accounting import Receivables
from screenpop.answers.conversation import Conversation
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings
from screenpop.answers.table import TableAnswer
from screenpop.answers.value import Relationship

Answer = Receivables | Dealings | Standing | Suggestions | Relationship | Conversation | TableAnswer
