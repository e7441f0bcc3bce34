"""``python -m textsift``: the command line."""

import sys

from textsift.cli import main

sys.exit(main())
