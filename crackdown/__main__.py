"""`python -m crackdown` is the same as `crackdown`."""

from crackdown.cli import main

main()
