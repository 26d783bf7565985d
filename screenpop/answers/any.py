"""Any department's answer."""

from screenpop.answers.accounting import Receivables
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings

Answer = Receivables | Dealings | Standing | Suggestions
