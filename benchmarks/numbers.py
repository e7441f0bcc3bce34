#!/usr/bin/env python3
"""Compares textsift's numbers and dates with its peers'; writes docs/benchmarks/numbers.md.

Each extractor runs in a process of its own; the slowest take minutes a set.

    pip install "textsift[bench]"
    python benchmarks/numbers.py
    ... --set NAME          the sets whose names begin so
    ... --limit 60          seconds that a peer gets for a set, or for a measurement
    ... --rust FILE         the built benches/speed.rs, where cargo is not
"""

if __name__ == "__main__":
    from number_report import main

    main(__doc__)
else:
    # The scripts here have this folder first on their path; whoever imports `numbers` there, as
    # `fractions` does, means the standard module.
    import sys
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec
    from sysconfig import get_path

    spec = PathFinder.find_spec(__name__, [get_path("stdlib")])
    sys.modules[__name__] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[__name__])
