"""`python -m crackdown` is the same as `crackdown`."""

from crackdown.cli import main

if __name__ == "__main__":  # a process that reads for this one imports it as well
    main()
