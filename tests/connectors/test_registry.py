import subprocess
import sys

from connectors.registry import department_kinds, source_kinds


def test_every_kind_has_a_name_of_its_own():
    for kinds in (source_kinds(), department_kinds()):
        names = [kind.name for kind in kinds]
        assert len(set(names)) == len(names)


def test_the_departments_of_the_contract_are_there():
    assert {kind.name for kind in department_kinds()} >= {
        *("accounting", "sales", "credit", "cross_sell"),
        *("value", "conversation", "table"),
    }


def test_knowing_the_kinds_loads_no_driver():
    code = (
        "import sys; from connectors.registry import department_kinds, source_kinds;"
        "department_kinds(); source_kinds();"
        "print({'sqlalchemy', 'duckdb', 'numpy', 'keyring', 'babel', 'PySide6'} & set(sys.modules))"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.strip() == "set()"
