#!/usr/bin/env python3
"""Puts the rows of the trials that were run into the table of a page, in the place of those of the same name: table.py ROWS_FOLDER PAGE"""
import pathlib
import sys

BEGIN, END = "<!-- trials -->\n", "<!-- end of trials -->\n"
HEAD = "| trial | figures | took | on |\n|---|---|---|---|\n"
ORDER = ("mutation", "kills", "quiet", "soak", "monkey-asan", "monkey-tsan", "monkey-release", "fuzz", "platforms")


def main():
    folder, page = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    before, rest = page.read_text().split(BEGIN)
    table, after = rest.split(END)
    rows = {line.split(" | ")[0].strip("| "): line + "\n" for line in table.splitlines() if line.startswith("| ")}
    rows.update({file.stem: file.read_text() for file in folder.glob("*.row")})
    page.write_text(before + BEGIN + HEAD + "".join(rows[name] for name in ORDER if name in rows) + END + after)


if __name__ == "__main__":
    main()
