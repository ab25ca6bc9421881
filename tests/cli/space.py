"""Arrays of one and of three axes for `apply`, and a look at what came out.

space.py make: writes operands, the results that plain loops give (*.expected.npy), and commands.txt: a line is NAME and apply's arguments.
space.py check NAME...: compares NAME.npy with NAME.expected.npy, shapes too.
"""
import sys

import numpy as np

RANDOM = np.random.default_rng(6)
COMMANDS = []


def save(name, *shape):
    array = RANDOM.integers(-4, 5, shape).astype(np.float32)
    np.save(name + ".npy", array)
    return array


def command(name, arguments, expected):
    np.save(name + ".expected.npy", expected)
    COMMANDS.append(f"{name} {arguments}")


def conv(x, w, bias, s, p, d, groups=1):
    """x[N, C, sides...], w[O, C / groups, k...]; p has both ends of each axis."""
    k, sides = w.shape[2:], x.shape[2:]
    out = [(i + sum(e) - c * (n - 1) - 1) // t + 1 for i, e, c, n, t in zip(sides, p, d, k, s)]
    y = np.zeros((x.shape[0], w.shape[0], *out))
    per = w.shape[0] // groups, w.shape[1]
    for n, o, *rest in np.ndindex(*y.shape):
        total = bias[o]
        for c, *tap in np.ndindex(per[1], *k):
            at = [t * step + u * e - b for t, step, u, e, (b, _) in zip(rest, s, tap, d, p)]
            if all(0 <= a < i for a, i in zip(at, sides)):
                total += w[(o, c, *tap)] * x[(n, o // per[0] * per[1] + c, *at)]
        y[(n, o, *rest)] = total
    return y


def conv_transpose(x, w, bias, s, p):
    """x[N, C, sides...], w[C, O, k...]; every cell adds its stamp."""
    out = [t * (i - 1) + k - sum(e) for i, k, t, e in zip(x.shape[2:], w.shape[2:], s, p)]
    y = np.zeros((x.shape[0], w.shape[1], *out)) + np.reshape(bias, (1, -1) + (1,) * len(out))
    for n, c, *cell in np.ndindex(*x.shape):
        for o, *tap in np.ndindex(*w.shape[1:]):
            at = [i * t + u - b for i, t, u, (b, _) in zip(cell, s, tap, p)]
            if all(0 <= a < e for a, e in zip(at, out)):
                y[(n, o, *at)] += x[(n, c, *cell)] * w[(c, o, *tap)]
    return y


def pool(x, k, s, p):
    """The largest value of each window, where it is, and the mean with the padding, of x[N, C, sides...]."""
    sides = x.shape[2:]
    out = [(i + 2 * e - n) // t + 1 for i, e, n, t in zip(sides, p, k, s)]
    largest, at, mean = (np.zeros((*x.shape[:2], *out)) for _ in range(3))
    for where in np.ndindex(*largest.shape):
        cells = [[t * step + u - e for t, step, u, e in zip(where[2:], s, tap, p)] for tap in np.ndindex(*k)]
        cells = [tuple(c) for c in cells if all(0 <= a < i for a, i in zip(c, sides))]
        values = [x[(*where[:2], *c)] for c in cells]
        best = int(np.argmax(values))
        largest[where], at[where] = values[best], np.ravel_multi_index(cells[best], sides)
        mean[where] = np.float32(sum(values) / np.prod(k))
    return largest, at, mean


def make():
    x, w, b = save("x3", 2, 4, 4, 5, 3), save("w3", 6, 2, 2, 3, 2), save("b3", 6)
    expected = conv(x, w, b, (2, 1, 1), [(1, 0), (0, 2), (1, 1)], (1, 2, 1), groups=2)
    command("conv3", "conv --input x3.npy --kernel w3.npy --bias b3.npy -s 2x1x1 -p 1,0,0,2,1,1 -d 1x2x1 --groups 2", expected)
    t = save("t3", 4, 3, 2, 2, 3)
    command("back3", "conv-transpose --input x3.npy --kernel t3.npy --bias 1,0,-2 -s 2 -p 1x0x1",
            conv_transpose(x, t, [1, 0, -2], (2, 2, 2), [(1, 1), (0, 0), (1, 1)]))
    largest, at, mean = pool(x, (2, 3, 2), (2, 2, 1), (1, 1, 0))
    command("max3", "max-pool --input x3.npy -k 2x3x2 -s 2x2x1 -p 1x1x0 --indices at3.npy", largest)
    np.save("at3.expected.npy", at)
    command("avg3", "avg-pool --input x3.npy -k 2x3x2 -s 2x2x1 -p 1x1x0", mean)
    volume = save("volume", 3, 4, 4)
    counting = np.arange(1, 9).reshape(1, 1, 2, 2, 2)
    command("alone", "conv --dims 3 --input volume.npy -k 2", conv(volume[None, None], counting, [0], (1,) * 3, [(0, 0)] * 3, (1,) * 3)[0, 0])
    channels = save("channels", 2, 3, 4, 4)
    each = conv(channels[:, None], counting, [0], (1,) * 3, [(0, 0)] * 3, (1,) * 3)[:, 0] + np.reshape([10, -10], (2, 1, 1, 1))
    command("each", "conv --dims 3 --input channels.npy -k 2 --bias 10,-10", each)

    x, w = save("x1", 2, 3, 9), save("w1", 4, 3, 3)
    line = "--dims 1 --input x1.npy"
    command("conv1", f"conv {line} --kernel w1.npy --bias 1,2,3,4 -s 2 -p 2,1 -d 2", conv(x, w, [1, 2, 3, 4], (2,), [(2, 1)], (2,)))
    command("causal1", f"conv {line} --kernel w1.npy --causal", conv(x, w, [0] * 4, (1,), [(2, 0)], (1,)))
    t = save("t1", 3, 2, 4)
    command("back1", f"conv-transpose {line} --kernel t1.npy -s 2 -p 1", conv_transpose(x, t, [0, 0], (2,), [(1, 1)]))
    largest, at, mean = pool(x, (3,), (2,), (1,))
    command("max1", f"max-pool {line} -k 3 -s 2 -p 1 --indices at1.npy", largest)
    np.save("at1.expected.npy", at)
    command("avg1", f"avg-pool {line} -k 3 -s 2 -p 1", mean)
    open("commands.txt", "w").write("\n".join(COMMANDS) + "\n")


def check(names):
    for name in names:
        found, expected = np.load(f"{name}.npy"), np.load(f"{name.removesuffix('.gpu')}.expected.npy")
        assert found.shape == expected.shape, (name, found.shape, expected.shape)
        assert np.allclose(found, expected, rtol=2e-6, atol=1e-6), (name, found - expected)
        assert found.dtype == (np.int64 if name.startswith("at") else np.float32), name
    print(f"{len(names)} results agree")


if __name__ == "__main__":
    make() if sys.argv[1] == "make" else check(sys.argv[2:])
