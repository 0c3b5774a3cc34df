"""khaldun's commands with a coder that needs no parser, for a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from khaldun.cli import main, scaling
    from running.coders import fragile

    scaling.make_coder = fragile
    sys.exit(main())
