"""Sales lines in a PostgreSQL that the benchmark is given."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def sales_table(lines: Iterable[tuple[object, ...]], url: str) -> Iterator[None]:
    """Lines in the table `sales_lines`, which is made for them and dropped when the block ends."""
    import psycopg  # noqa: PLC0415 # only for who names a server

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            """create table sales_lines (buyer text, order_no text, sold_at date, sku text, quantity integer,
                                         amount numeric(12, 2), currency text)"""
        )
        try:
            with connection.cursor() as cursor, cursor.copy("copy sales_lines from stdin") as copy:
                for line in lines:
                    copy.write_row(line)
            yield
        finally:
            connection.execute("drop table sales_lines")
