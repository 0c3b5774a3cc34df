"""khaldun reads the news: who did what to whom, when, where, and according to whom.

``Coder`` codes articles, ``read`` reads them from files and folders, ``Store`` opens a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Coder", "Store", "__version__", "read"]

if TYPE_CHECKING:
    from khaldun.coder import Coder
    from khaldun.sources import read
    from khaldun.store import Store


def __getattr__(name: str) -> Any:
    # Loaded when asked for: `import khaldun` and `khaldun ref` need no parser.
    if name == "Coder":
        from khaldun.coder import Coder

        return Coder
    if name == "read":
        from khaldun.sources import read

        return read
    if name == "Store":
        from khaldun.store import Store

        return Store
    raise AttributeError(f"module 'khaldun' has no attribute {name!r}; it has {', '.join(__all__)}")
