"""What the directory calls the customers whom sales knows by numbers of its own."""

from collections.abc import Collection, Mapping

from connectors.directory.index import DirectoryIndex


class DirectoryNames:
    """Sales' numbers are looked for once; those that the directory does not know, too."""

    def __init__(self, directory: DirectoryIndex | None) -> None:
        self._directory = directory
        self._known: dict[str, str] = {}

    def __call__(self, numbers: Collection[str], /) -> Mapping[str, str]:
        """Names of those that the directory knows; of nobody while there is none.

        Raises:
            SourceError: The directory cannot be read.
        """
        wanted = set(numbers).difference(self._known)
        if wanted and self._directory is not None and self._directory.is_imported:
            found = {
                number: customer.name
                for customer in self._directory.customers()
                if (number := customer.reference("sales")) in wanted
            }
            self._known |= dict.fromkeys(wanted, "") | found
        return {number: name for number in numbers if (name := self._known.get(number))}
