"""The benchmarks by name; each loads when it is run."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from screenpop.bench.figures import Figure, Sizes

_MODULES: Mapping[str, str] = {
    "call": "call",
    "pop": "pop",
    "frames": "frames",
    "notify": "notify",
    "ami": "ami",
    "lookup": "lookup",
    "panels": "panels",
    "hang": "hang",
    "flood": "flood",
    "start": "start",
    "import": "directory_import",
    "search": "search",
    "record": "record",
    "learn": "learning",
    "idle": "idle",
    "endurance": "endurance",
    "offers": "offers",
    "installed": "installed",
}
NAMES = tuple(_MODULES)
ANYWHERE = tuple(name for name in NAMES if name != "installed")
"""Those that need nothing but this program; the other one needs the package that was made of it."""

Measure = Callable[[Sizes], Iterator[Figure]]


def benchmark(name: str) -> Measure:
    """The benchmark of this name; its figures come as they are measured."""
    measure: Measure = import_module(f"screenpop.bench.{_MODULES[name]}").measure
    return measure
