#!/usr/bin/env python3
"""Compares textsift's numbers and dates with its peers'; writes docs/benchmarks/numbers.md.

    pip install "textsift[bench]"
    python benchmarks/numbers.py
    ... --data DIR          also accuracy on the gold data (docs/benchmarks/data.md)
    ... --text DIR          speed on equal parts of the .txt and .txt.gz files in DIR; else on
                            raw/ in the gold data, else on the articles in examples/
    ... --megabytes 1       of text
    ... --only NAME ...     some extractors alone, named as in number_peers.py
    ... --set NAME          the sets whose names begin so
    ... --limit 60          seconds that an extractor gets for a set, or for a measurement
    ... --rust FILE         the built benches/speed.rs, where cargo is not
    ... --output FILE       "-" prints the report alone

An extractor that is not installed, or fails, is left out with a line that says so. The speed of the
Rust crate alone is measured where cargo is.
"""

import importlib.util
import sys
import sysconfig
from pathlib import Path

if __name__ == "__main__":
    from number_report import main

    main(__doc__)
else:
    # A script of this folder that imports `numbers`, by way of `fractions`, means the standard one.
    spec = importlib.util.spec_from_file_location(
        __name__, Path(sysconfig.get_path("stdlib")) / "numbers.py"
    )
    sys.modules[__name__] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[__name__])
