"""Why a file cannot be read now, or at all; and what workbooks write into a cell that they cannot compute."""

from screenpop.sentences import Sentence

ERROR_TEXTS = frozenset(
    """#N/A #DIV/0! #REF! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #GETTING_DATA
    #N/D! #N/D #ADR! #DZIEL/0! #ARG! #NAZWA? #LICZBA! #ZERO!
    #HIÁNYZIK #HIV! #ZÉRÓOSZTÓ! #ÉRTÉK! #NÉV? #SZÁM! #NULLA!
    #NV #BEZUG! #WERT! #ZAHL! Err:502 Err:504 Err:508 Err:509 Err:511 Err:522 Err:523""".split()  # noqa: SIM905, ERA001 # a list of strings
)
"""The errors of English, Polish, Hungarian and German programs, as they stand in a CSV file or an ODS."""


class Unreadable(Exception):
    """A file cannot be read.

    Attributes:
        sentence: Which file, where in it, and why.
        passing: It may be readable in a moment: somebody is saving it.
    """

    def __init__(self, sentence: Sentence, *, passing: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.passing = passing
