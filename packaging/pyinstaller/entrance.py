"""The packaged program's entrance; as Python does, it runs one of our modules by `-m screenpop.bench.painting`."""

import sys

from screenpop.__main__ import main

if sys.argv[1:2] == ["-m"] and sys.argv[2:3] != ["screenpop"]:
    module = sys.argv[2]
    if not module.startswith("screenpop.bench."):
        sys.exit(f"screenpop: {module} is no part of the program that can be run by itself.")
    import runpy

    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
else:
    if sys.argv[1:2] == ["-m"]:
        del sys.argv[1:3]
    sys.exit(main())
