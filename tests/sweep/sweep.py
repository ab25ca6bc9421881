#!/usr/bin/env python3
"""Compares the program with PyTorch, with plain loops where PyTorch has no such rule, and with ONNX's node cases, on random geometries.

Run through run.sh, which builds what it needs: sh tests/sweep/run.sh --count 20000 --seed 7
A comparison is a case on a device; those that disagree are printed with all that it takes to run them again, and the exit status is 1.
"""
import argparse
import collections
import multiprocessing
import sys

import numpy
import torch

import cases
import onnx_cases
import program


def difference(found, wanted, tolerance):
    """What is wrong with a result, if anything is."""
    if found.shape != wanted.shape:
        return f"shape {found.shape} for {wanted.shape}"
    found, wanted = found.astype(numpy.float64), wanted.astype(numpy.float64)
    finite = numpy.isfinite(wanted)
    scale = max(1.0, numpy.abs(wanted[finite]).max(initial=0.0))
    with numpy.errstate(invalid="ignore"):
        same = numpy.where(finite, numpy.abs(found - wanted) <= tolerance * scale, (found == wanted) | (numpy.isnan(found) & numpy.isnan(wanted)))
    if same.all():
        return None
    at = tuple(int(n) for n in numpy.argwhere(~same)[0])
    return f"{(~same).sum()} of {same.size} values, the first at {list(at)}: {found[at]:.9g} for {wanted[at]:.9g}"


def check(door, case, device):
    try:
        found = door.run(case, device)
    except program.Refused as refused:
        return f"refused: {refused}"
    for name, one, other in zip(("values", "switches"), found, case.wanted):
        wrong = difference(one, other, case.tolerance if name == "values" else 0.0)
        if wrong:
            return f"{name}: {wrong}"
    return None


def named(case):
    shapes = [program.spelled(case.first)] + ([] if case.second is None else [program.spelled(case.second)])
    return f"{case.op} {' '.join(case.options)} on {' and '.join(shapes)}"


class Tally:
    def __init__(self):
        self.compared, self.special, self.wrong = collections.Counter(), collections.Counter(), 0

    def add(self, other):
        self.compared += other.compared
        self.special += other.special
        self.wrong += other.wrong

    def note(self, case, device, wrong, where):
        self.compared[case.op, device] += 1
        if not all(numpy.isfinite(values).all() for values in (case.first, case.second) if values is not None):
            self.special[case.op] += 1
        if wrong:
            self.wrong += 1
            print(f"DISAGREES {where}, {device}: {named(case)}: {wrong}", flush=True)


def share_of(text):
    """Between 0 and 1, the same for the same text."""
    return sum(text.encode()) * 2654435761 % 2**32 / 2**32


class Doors:
    """Both ways into the program, and which cases go through which."""

    def __init__(self, options):
        self.devices, self.share = options.device, options.doors
        self.run_cases, self.command_line = program.RunCases(options.run_cases), program.CommandLine(options.program)

    def compare(self, case, where, tally):
        typed = share_of(where) < self.share
        for device in self.devices:
            if not typed:
                tally.note(case, device, check(self.run_cases, case, device), where)
            elif device != "loops":
                tally.note(case, device, check(self.command_line, case, device), where + " on the command line")

    def close(self):
        self.run_cases.close()
        self.command_line.close()


def sweep(job):
    """Every jobs-th number from `job` on, until the comparisons are done."""
    options, number = job
    torch.set_num_threads(1)
    doors, tally, most = Doors(options), Tally(), options.count // options.jobs
    if number == 0:
        for name, case in onnx_cases.collect():
            doors.compare(case, f"ONNX's {name}", tally)
    number = options.first + number
    while sum(tally.compared.values()) < most:
        kind = cases.KINDS[number % len(cases.KINDS)]
        if options.only in ("", kind.__name__):
            for n, case in enumerate(kind(cases.Rng(options.seed, number))):
                doors.compare(case, f"seed {options.seed}, case {number}.{n}", tally)
        number += options.jobs
    doors.close()
    return tally


def report(tally):
    for op in sorted({op for op, _ in tally.compared}):
        counts = ", ".join(f"{device} {n}" for (of, device), n in sorted(tally.compared.items()) if of == op)
        print(f"{op}: {counts}; with NaN or infinity {tally.special[op]}")
    print(f"{sum(tally.compared.values())} comparisons, {tally.wrong} disagree")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="deconvlab")
    parser.add_argument("run_cases", help="the test program beside it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000, help="comparisons (2000)")
    parser.add_argument("--device", action="append", choices=["loops", "cpu", "gpu"], help="may be given more than once (all three)")
    parser.add_argument("--doors", type=float, default=0.05, help="the share that goes through the command line (0.05)")
    parser.add_argument("--only", default="", choices=["", *(kind.__name__ for kind in cases.KINDS)], help="one kind of case")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case (0)")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.device = options.device or ["loops", "cpu", "gpu"]
    return options


def main():
    options = parsed()
    for name, reason in onnx_cases.passed_over():
        print(f"passed over ONNX's {name}: {reason}")
    total = Tally()
    with multiprocessing.Pool(options.jobs) as pool:
        for tally in pool.imap_unordered(sweep, [(options, job) for job in range(options.jobs)]):
            total.add(tally)
    report(total)
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
