"""``python -m khaldun`` is the command ``khaldun``."""

from khaldun.cli import main

if __name__ == "__main__":
    main()
