"""Arrays for `apply`, and a look at what came out.

arrays.py make: writes operands, the results that plain loops give (*.expected.npy), and commands.txt: a line is NAME and apply's arguments.
arrays.py check NAME...: compares NAME.cpu.npy and NAME.gpu.npy with NAME.expected.npy.
"""
import sys

import numpy as np

RANDOM = np.random.default_rng(5)
COMMANDS = []


def whole(*shape):
    return RANDOM.integers(-4, 5, shape).astype(np.float32)


def save(name, array):
    np.save(name, array)
    return name + ".npy"


def four(a):
    return a.reshape((1,) * (4 - a.ndim) + a.shape)


def products(x_shape, w_shape, s, p, d, flip):
    """Every (batch-free) product: output cell, input cell, weight."""
    (h, w), (kh, kw) = x_shape, w_shape
    for oy in range((h + 2 * p[0] - d[0] * (kh - 1) - 1) // s[0] + 1):
        for ox in range((w + 2 * p[1] - d[1] * (kw - 1) - 1) // s[1] + 1):
            for u in range(kh):
                for v in range(kw):
                    y, x = oy * s[0] + u * d[0] - p[0], ox * s[1] + v * d[1] - p[1]
                    if 0 <= y < h and 0 <= x < w:
                        yield (oy, ox), (y, x), (kh - 1 - u, kw - 1 - v) if flip else (u, v)


def conv(x, w, s, p, d, flip):
    o = [(x.shape[2 + a] + 2 * p[a] - d[a] * (w.shape[2 + a] - 1) - 1) // s[a] + 1 for a in (0, 1)]
    y = np.zeros((x.shape[0], w.shape[0], *o), np.float32)
    for out, cell, tap in products(x.shape[2:], w.shape[2:], s, p, d, flip):
        y[(..., *out)] += x[(..., *cell)] @ w[(..., *tap)].T
    return y


def input_grad(dy, w, i, s, p, d, flip):
    dx = np.zeros((dy.shape[0], w.shape[1], *i), np.float32)
    for out, cell, tap in products(i, w.shape[2:], s, p, d, flip):
        dx[(..., *cell)] += dy[(..., *out)] @ w[(..., *tap)]
    return dx


def kernel_grad(x, dy, k, s, p, d, flip):
    dw = np.zeros((dy.shape[1], x.shape[1], *k), np.float32)
    for out, cell, tap in products(x.shape[2:], k, s, p, d, flip):
        dw[(..., *tap)] += dy[(..., *out)].T @ x[(..., *cell)]
    return dw


def command(name, arguments, expected):
    save(name + ".expected", expected)
    COMMANDS.append(f"{name} {arguments}")


def make():
    s, p, d = (2, 1), (1, 2), (1, 2)
    sizes = "-s 2x1 -p 1x2 -d 1x2"
    for flip in (False, True):
        tag = "turned" if flip else "plain"
        option = " --flip" if flip else ""
        x, w = whole(2, 3, 7, 9), whole(4, 3, 3, 2)
        y = conv(x, w, s, p, d, flip)
        dy = whole(*y.shape)
        files = {name: save(f"{name}-{tag}", a) for name, a in (("x", x), ("w", w), ("dy", dy))}
        command(f"conv-{tag}", f"conv {sizes}{option} --input {files['x']} --kernel {files['w']}", y)
        dx = input_grad(dy, w, (7, 9), s, p, d, flip)
        command(f"dx-{tag}", f"conv-input-grad -i 7x9 {sizes}{option} --grad {files['dy']} --kernel {files['w']}", dx)
        command(f"dx-first-{tag}", f"conv-input-grad -i 7x9 {sizes}{option} --input {files['dy']} --kernel {files['w']}", dx)
        dw = kernel_grad(x, dy, (3, 2), s, p, d, flip)
        command(f"dw-{tag}", f"conv-kernel-grad -k 3x2 {sizes}{option} --input {files['x']} --grad {files['dy']}", dw)
        command(f"dw-second-{tag}", f"conv-kernel-grad -k 3x2 {sizes}{option} --input {files['x']} --kernel {files['dy']}", dw)

    one = ((1, 1), (0, 0), (1, 1), False)
    plane, counting = whole(5, 6), np.arange(1, 10, dtype=np.float32).reshape(3, 3)
    y = conv(four(plane), four(counting), *one)[0, 0]
    for dtype in ("<f4", ">f4", "<f8", ">f8", "<i2", ">i4", "<i8", "|i1"):
        name = "type-" + dtype.translate(str.maketrans("<>|", "lbn"))
        command(name, f"conv -k 3 --input {save(name, plane.astype(dtype))}", y)
    deep = whole(3, 5, 6)
    command("fortran", f"conv -k 3 --input {save('fortran', np.asfortranarray(deep))}",
            conv(deep[:, None], four(counting), *one)[:, 0])
    np.savez("zipped.npz", plane)
    command("npz", "conv -k 3 --input zipped.npz", y)
    np.savetxt("table.csv", plane, delimiter=",")
    command("csv", "conv -k 3 --input table.csv", y)
    # Sides of 1 in front stay as many as the input had.
    for shape in ((1, 5, 6), (1, 1, 5, 6), (2, 1, 5, 6), (2, 3, 5, 6)):
        x = whole(*shape)
        name = "shape-" + "-".join(map(str, shape))
        planes = conv(x.reshape(-1, 1, 5, 6), four(counting), *one)
        command(name, f"conv -k 3 --input {save(name, x)}", planes.reshape(*shape[:-2], 3, 4))
    dy = whole(2, 3, 3, 4)
    command("dx-each-channel", f"conv-input-grad -i 5x6 -k 3 --grad {save('each', dy)}",
            input_grad(dy.reshape(-1, 1, 3, 4), four(counting), (5, 6), *one).reshape(2, 3, 5, 6))
    with open("commands.txt", "w") as file:
        file.writelines(line + "\n" for line in COMMANDS)


def check(names):
    for name in names:
        expected = np.load(name + ".expected.npy")
        for device in ("cpu", "gpu"):
            found = np.load(f"{name}.{device}.npy")
            assert found.dtype == np.float32, f"{name}: {found.dtype}"
            assert found.shape == expected.shape, f"{name}: {found.shape}, not {expected.shape}"
            assert (found == expected).all(), f"{name} on {device}: other values"
    print(f"{len(names)} results agree")


make() if sys.argv[1] == "make" else check(sys.argv[2:])
