"""`dossier` from the wheel: replaces this process with the program."""

import os
import sys

from . import program


def main():
    os.execv(program(), ["dossier", *sys.argv[1:]])


if __name__ == "__main__":
    main()
