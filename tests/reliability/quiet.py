#!/usr/bin/env python3
"""What the program asks the system for, by strace: no network, no other program, nothing made, written, moved or removed but what was named:
quiet.py PROGRAM"""
import pathlib
import re
import subprocess
import sys
import tempfile

COMMANDS = (["demo", "-o", "out/demo"], ["render", "fcn", "-o", "out/page.svg"], ["render", "convolution", "--seconds", "1", "-o", "out/film.gif"],
            ["matrix", "-i", "9", "-k", "3", "-o", "out/C.npz"], ["apply", "conv", "--input", "out/page.png", "-k", "3", "-o", "out/y.png"],
            ["render", "matrix", "-o", "out/page.pdf"], ["worksheet", "-o", "out/sheet.pdf"], ["info"])
CALLS = ("socket,connect,bind,execve,execveat,openat,open,creat,mkdir,mkdirat,rmdir,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat,"
         "link,linkat,chmod,fchmodat,chown,fchownat,truncate,mknod,mknodat,utimensat")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(mkdir|rmdir|rename|unlink|creat|symlink|link|f?chmod|f?chown|truncate|mknod|utime)")
# Devices, memory files that have no place on a disk, and what the font and graphics libraries keep for themselves.
ELSEWHERE = re.compile(r'"(/dev/|/proc/self/|/proc/[0-9]+/fd/|/sys/)|mesa_shader_cache|/fontconfig/|\.cache')


def calls_of(program, command, folder):
    log = pathlib.Path(folder, "calls")
    done = subprocess.run(["strace", "-f", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", log, program, *command], cwd=folder,
                          capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    for line in log.read_text(errors="replace").splitlines():
        call = re.sub(r"^\d+ +", "", line)
        if " = -1 " not in call and "resumed" not in call:
            yield call


def wrong_in(call, program, folder):
    if re.match(r"(socket|connect|bind)\(.*AF_INET", call):
        return "network"
    if call.startswith("execve") and not call.startswith(f'execve("{program}"'):
        return "another program"
    named = re.findall(r'"([^"]*)"', call)
    inside = all(not path.startswith("/") or path.startswith(folder) for path in named)
    if WRITES.search(call) and not inside and not ELSEWHERE.search(call):
        return "written elsewhere"
    return None


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    seen, wrong = 0, []  # of those of CALLS
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "out").mkdir()
        subprocess.run([program, "render", "convolution", "-o", "out/page.png"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for command in COMMANDS:
            for call in calls_of(program, command, folder):
                seen += 1
                what = wrong_in(call, program, folder)
                wrong += [f"{' '.join(command)}: {what}: {call}"] if what else []
    for line in wrong:
        print(f"FAILED: {line}", file=sys.stderr)
    print(f"{len(COMMANDS)} commands, {seen} calls of the system looked at, {len(wrong)} that should not be")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
