"""``python -m sphinx_evidence``, which is also the command ``evidence``."""

import sys

from .starter.command import main

sys.exit(main())
