#!/usr/bin/env python3
"""Kills the program at any moment while it writes, and looks at what is left: kills.py PROGRAM [--kills 300] [--seed 1]

A file, or a folder of results, is whole and of one of the commands that wrote it; what a dead process left is gone after the next one."""
import argparse
import hashlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

# Of each result two commands whose results differ.
RESULTS = {
    "C.mtx": (["matrix", "-i", "96", "-k", "7"], ["matrix", "-i", "96", "-k", "7", "--transpose"]),
    "page.png": (["render", "convolution", "--step", "1"], ["render", "convolution", "--step", "2"]),
    "film.gif": (["render", "convolution", "--seconds", "1"], ["render", "transposed", "--seconds", "1"]),
    "demo": (["demo", "--size", "96x54"], ["demo", "--size", "96x54", "--lang", "zh"]),
}


def without_link(content):
    """A whole Matrix Market file takes its comment with the link in a second step."""
    return b"\n".join(line for line in content.split(b"\n") if not line.startswith(b"% ")) if content.startswith(b"%%Matrix") else content


def fingerprint(path):
    """Of a file, or of all files of a folder with their names; None where there is nothing."""
    if not path.exists():
        return None
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        digest.update(str(file.relative_to(path)).encode())
        digest.update(without_link(file.read_bytes()) if file.is_file() else b"")
    return digest.hexdigest()


class Result:
    def __init__(self, program, folder, name):
        self.program, self.name = program, name
        self.folder = pathlib.Path(folder, name + ".folder")
        self.folder.mkdir()
        self.path = self.folder / name
        self.whole, self.seconds = [], 0
        for command in RESULTS[name]:
            start = time.monotonic()
            self.start(command).wait()
            self.seconds = max(self.seconds, time.monotonic() - start)
            self.whole.append(fingerprint(self.path))
        assert None not in self.whole and self.whole[0] != self.whole[1], f"{name}: two commands with two results"

    def start(self, command):
        return subprocess.Popen([self.program, *command, "-o", self.path], stdout=subprocess.DEVNULL)

    def kill_once(self, chance):
        process = self.start(chance.choice(RESULTS[self.name]))
        time.sleep(chance.random() * self.seconds)
        process.kill()
        process.wait()
        return fingerprint(self.path) in self.whole

    def leftovers(self):
        return [path.name for path in self.folder.iterdir() if path != self.path]

    def is_clean_after_the_next(self):
        self.start(RESULTS[self.name][0]).wait()
        return fingerprint(self.path) == self.whole[0] and not self.leftovers()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", nargs="*", default=list(RESULTS))
    options = parser.parse_args()
    chance, broken, left = random.Random(options.seed), [], 0
    with tempfile.TemporaryDirectory() as folder:
        results = [Result(options.program.resolve(), folder, name) for name in options.results]
        for n in range(options.kills):
            result = results[n % len(results)]
            if not result.kill_once(chance):
                broken.append(f"{result.name} after kill {n}")
            left = max(left, len(result.leftovers()))
        unclean = [result.name for result in results if not result.is_clean_after_the_next()]
    for what in broken + [f"{name} is not clean after the next command" for name in unclean]:
        print(f"FAILED: {what}", file=sys.stderr)
    print(f"{options.kills} kills of {len(results)} kinds of results, {len(broken)} broken, at most {left} leftovers at once, "
          f"{len(unclean)} after the next command")
    sys.exit(1 if broken or unclean else 0)


if __name__ == "__main__":
    main()
