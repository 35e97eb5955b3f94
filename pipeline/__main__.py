"""`python -m pipeline` is `bilan`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
