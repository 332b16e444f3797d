"""``inkpost``, and ``python -m inkpost``."""

from inkpost.processes import loading


def main() -> None:
    """Run a command. Processes that are started with this one as their main module load no command."""
    with loading():
        from inkpost import cli
    cli.main()


if __name__ == "__main__":
    main()
