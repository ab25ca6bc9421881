#!/usr/bin/env python3
"""Breaks core's geometry, operators, matrices and steps in one place at a time and sees whether the tests notice:
mutate.py BUILD_FOLDER [--mutants 240] [--seed 1] [--jobs 2] [--files core/matrix/sparse.cpp ...]

A mutant is one file compiled anew and linked before the library that has the right one. Prints a table in Markdown, then what survived;
survivors.txt says why some cannot be noticed."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("geometry", "operators", "matrix", "cpu")
EXPLAINED = pathlib.Path(__file__).with_name("survivors.txt")
MEMORY = 4 << 30
QUICK = 0.1  # seconds of a test that is among the first to be run

# What stands in the code, and what takes its place.
CHANGES = [(r"(?<=[\w)\]]) \+ (?=[\w(])", " - "), (r"(?<=[\w)\]]) - (?=[\w(])", " + "), (r"(?<=[\w)\]]) \* (?=[\w(])", " + "),
           (r"(?<=[\w)\]]) / (?=[\w(])", " * "), (r"(?<=[\w)\]]) % (?=[\w(])", " / "), (r" < (?=[\w(])", " <= "), (r" <= ", " < "),
           (r" > (?=[\w(-])", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
           (r" \+ 1\b", " + 2"), (r" - 1\b", ""), (r"\bstd::max\b", "std::min"), (r"\bstd::min\b", "std::max"),
           (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r" \+= ", " -= "), (r"\.h\b", ".w"), (r"\.row\b", ".col")]
# No code that computes: comments, other files, types, texts, what is checked while it is compiled.
LEFT_ALONE = re.compile(r"^\s*(//|#|template|using|static_assert|namespace)|operator|->|\brequires\b")

Mutant = collections.namedtuple("Mutant", "file line before after")


def mutants_of(path):
    found = []
    for number, line in enumerate(path.read_text().splitlines()):
        code = line.split("//")[0]
        if LEFT_ALONE.search(line) or '"' in code:
            continue
        for pattern, change in CHANGES:
            for match in re.finditer(pattern, code):
                after = line[:match.start()] + change + line[match.end():]
                found.append(Mutant(str(path.relative_to(ROOT)), number, line, after))
    return found


def chosen(files, count, seed):
    """As many of each file as its share of all, in no order that says anything."""
    every = [mutant for path in files for mutant in mutants_of(path)]
    random.Random(seed).shuffle(every)
    return sorted(every[:count])


class Tests:
    """The tests of core, as they are built and linked in a build folder."""

    def __init__(self, build):
        self.build = build
        self.program = build / "tests" / "core_tests"
        commands = json.loads((build / "compile_commands.json").read_text())
        self.compile = {each["file"]: each["command"] for each in commands}
        said = subprocess.run(["ninja", "-C", build, "-t", "commands", "tests/core_tests"], capture_output=True, text=True, check=True)
        self.link = next(line for line in reversed(said.stdout.splitlines()) if "-o tests/core_tests " in line)
        self.link = re.sub(r"^: && | && :$", "", self.link).split(" && ")[0]
        self.quick, self.slow, self.patience = self.sorted_by_time()

    def sorted_by_time(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "times.json")
            subprocess.run([self.program, f"--gtest_output=json:{file}"], stdout=subprocess.DEVNULL, check=True)
            suites = json.load(open(file))["testsuites"]
        times = {f"{s['name']}.{t['name']}": float(t["time"].rstrip("s")) for s in suites for t in s["testsuite"]}
        quick = [name for name, time in times.items() if time < QUICK]
        slow = [name for name in times if name not in quick]
        return quick, slow, [20 + 5 * sum(times[name] for name in names) for names in (quick, slow)]

    def mutated(self, mutant, folder):
        """The program with the mutant in it; None where that cannot be compiled."""
        source, made = os.path.join(folder, os.path.basename(mutant.file)), os.path.join(folder, "mutant.o")
        lines = (ROOT / mutant.file).read_text().splitlines()
        lines[mutant.line] = mutant.after
        pathlib.Path(source).write_text("\n".join(lines) + "\n")
        command = shlex.split(self.compile[str(ROOT / mutant.file)])
        command[command.index("-o") + 1], command[command.index("-c") + 1] = made, source
        if subprocess.run(command + ["-w", "-g0"], cwd=self.build, capture_output=True).returncode != 0:
            return None
        program = os.path.join(folder, "core_tests")
        link = shlex.split(self.link)
        link[link.index("-o") + 1] = program
        subprocess.run(link[:1] + ["-Wl,-S", made] + link[1:], cwd=self.build, check=True, capture_output=True)
        return program

    def passes(self, program, names, seconds):
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
        command = [program, "--gtest_fail_fast", "--gtest_brief=1", "--gtest_filter=" + ":".join(names)]
        try:
            with tempfile.TemporaryDirectory() as folder:
                return subprocess.run(command, cwd=folder, preexec_fn=limited, timeout=seconds, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def fate(self, mutant):
        with tempfile.TemporaryDirectory() as folder:
            program = self.mutated(mutant, folder)
            if program is None:
                return "not compiled"
            survived = all(self.passes(program, names, seconds) for names, seconds in zip((self.quick, self.slow), self.patience))
            return "survived" if survived else "killed"


def explained():
    """Of each survivor that cannot be noticed, "file | before | after", the reason."""
    reasons = {}
    for line in EXPLAINED.read_text().splitlines() if EXPLAINED.exists() else []:
        if line and not line.startswith("#"):
            file, before, after, reason = (part.strip().replace("\\|", "|") for part in line.split(" | "))
            reasons[file, before, after] = reason
    return reasons


def report(fates):
    reasons = explained()
    counts = collections.defaultdict(collections.Counter)
    left = []
    for mutant, fate in fates:
        key = mutant.file, mutant.before.strip(), mutant.after.strip()
        fate = "explained" if fate == "survived" and key in reasons else fate
        left += [mutant] if fate == "survived" else []
        for row in (mutant.file, "all"):
            counts[row][fate] += 1
    print("| file | mutants | killed | cannot be noticed | survived |\n|---|---|---|---|---|")
    for file in sorted(counts, key=lambda name: (name == "all", name)):
        c = counts[file]
        print(f"| {file} | {c['killed'] + c['explained'] + c['survived']} | {c['killed']} | {c['explained']} | {c['survived']} |")
    for mutant in left:
        print(f"\n{mutant.file}:{mutant.line + 1}\n-{mutant.before}\n+{mutant.after}")
    noticed = counts["all"]["killed"], counts["all"]["killed"] + counts["all"]["survived"]
    print(f"\n{noticed[0]} of {noticed[1]} killed: {100 * noticed[0] / max(1, noticed[1]):.1f} %")
    return noticed[0] >= 0.95 * noticed[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--mutants", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--files", nargs="*")
    options = parser.parse_args()
    files = [ROOT / name for name in options.files] if options.files else sorted(
        path for folder in FOLDERS for path in (ROOT / "core" / folder).glob("*.cpp"))
    tests = Tests(options.build.resolve())
    mutants = chosen(files, options.mutants, options.seed)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        fates = []
        for mutant, fate in zip(mutants, pool.map(tests.fate, mutants)):
            fates.append((mutant, fate))
            print(f"{len(fates)}/{len(mutants)} {fate}: {mutant.file}:{mutant.line + 1} {mutant.after.strip()}", file=sys.stderr, flush=True)
    sys.exit(0 if report(fates) else 1)


if __name__ == "__main__":
    main()
