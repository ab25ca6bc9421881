"""The two doors that a case goes through: the test program run_cases, and the command line."""
import os
import subprocess
import tempfile

import numpy

ROLES = {  # how `apply` calls an operator's two operands
    "conv-input-grad": ("--grad", "--kernel"),
    "conv-kernel-grad": ("--input", "--grad"),
    "conv-transpose-input-grad": ("--grad", "--kernel"),
    "conv-transpose-kernel-grad": ("--input", "--grad"),
    "max-unpool": ("--input", "--indices"),
}


class Refused(Exception):
    """Why there is no result: the program's own sentence, or how it ended."""


def spelled(array):
    return "0x0x0x0" if array is None else "x".join(map(str, array.shape))


class RunCases:
    """A run_cases that stays open from the first case on."""

    def __init__(self, program):
        self.program, self.process = program, None

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()

    def read(self, shape, dtype):
        sides = tuple(int(side) for side in shape.split("x"))
        size = 4 * int(numpy.prod(sides))
        return numpy.frombuffer(self.process.stdout.read(size), dtype).reshape(sides)

    def run(self, case, device):
        if not self.process or self.process.poll() is not None:
            self.process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        to = self.process.stdin
        line = [device, spelled(case.first), spelled(case.second), case.op, *case.options]
        to.write((" ".join(line) + "\n").encode())
        to.write(case.first.astype("<f4").tobytes())
        if case.second is not None:
            to.write(case.second.astype("<i4" if case.op == "max-unpool" else "<f4").tobytes())
        to.flush()
        status, *rest = self.process.stdout.readline().decode().split() or [f"ended with status {self.process.wait()}"]
        if status != "ok":
            raise Refused(" ".join(rest) or status)
        values = self.read(rest[0], "<f4")
        switches = self.read(rest[1], "<i4")
        return [values, switches] if case.op == "max-pool" else [values]


class CommandLine:
    """`deconvlab apply`, a process a case."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.TemporaryDirectory(prefix="sweep")

    def close(self):
        self.folder.cleanup()

    def file(self, name):
        return os.path.join(self.folder.name, name)

    def run(self, case, device):
        first, second = ROLES.get(case.op, ("--input", "--kernel"))
        command = [self.program, "apply", case.op, *case.options, "--device", device, "-o", self.file("y.npy")]
        numpy.save(self.file("first.npy"), case.first)
        command += [first, self.file("first.npy")]
        if case.second is not None:
            numpy.save(self.file("second.npy"), case.second)
            command += [second, self.file("second.npy")]
        if case.op == "max-pool":
            command += ["--indices", self.file("switches.npy")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise Refused(f"exit status {done.returncode}: {done.stderr.strip()}")
        names = ["y.npy", "switches.npy"] if case.op == "max-pool" else ["y.npy"]
        return [numpy.load(self.file(name)) for name in names]
