"""``python -m inkpost``."""

from inkpost.cli import main

if __name__ == "__main__":
    main()
