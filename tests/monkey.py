#!/usr/bin/env python3
"""Lets the monkey of tests/app/window_monkey_test.cpp loose for long: monkey.py APP_TESTS --events 20000 --seed 7 --runs 10

A run that fails is made short: events are left out as long as it still fails, and what is left is printed as a command."""
import argparse
import os
import subprocess
import tempfile

TEST = "WindowMonkey.FindsNothingThatFalls"


def run(program, seed, events, only=(), log=""):
    """Whether it ended well, and what it said."""
    own = {"DECONVLAB_MONKEY_SEED": str(seed), "DECONVLAB_MONKEY_EVENTS": str(events), "DECONVLAB_MONKEY_LOG": log,
           "DECONVLAB_MONKEY_ONLY": ",".join(map(str, only))}
    done = subprocess.run([program, f"--gtest_filter={TEST}"], env={**os.environ, **own}, capture_output=True, text=True, errors="replace")
    return done.returncode == 0, done.stdout + done.stderr


def shortened(fails, events):
    """Leaves out parts, halves first, as long as fails(events) holds for what is left."""
    size = len(events) // 2
    while size > 0:
        at = 0
        while at < len(events):
            fewer = events[:at] + events[at + size:]
            if fewer and fails(fewer):
                events = fewer
            else:
                at += size
        size //= 2
    return events


def report(program, seed, events, said, log):
    with open(log) as lines:
        done = [int(line.split()[0]) for line in lines]
    print(said[-3000:])
    print(f"seed {seed} fails at event {done[-1]}; it is made short...", flush=True)
    few = shortened(lambda some: not run(program, seed, events, some)[0], done)
    print(f"DECONVLAB_MONKEY_SEED={seed} DECONVLAB_MONKEY_EVENTS={events} DECONVLAB_MONKEY_ONLY={','.join(map(str, few))} "
          f"{program} --gtest_filter={TEST}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--events", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    failed = 0
    for seed in range(asked.seed, asked.seed + asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            log = os.path.join(folder, "log")
            well, said = run(asked.program, seed, asked.events, log=log)
            print(f"seed {seed}: {asked.events} events, {'nothing found' if well else 'FAILED'}", flush=True)
            if not well:
                failed += 1
                report(asked.program, seed, asked.events, said, log)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
