"""Compares the block matrices that the program wrote with ones built here by plain loops, of weights 1, 2, 3, ... in PyTorch's order."""
import numpy as np
import scipy.sparse


def conv_matrix(size, k, channels, groups=1, s=1, p=0):
    (h, w), (c_in, c_out) = size, channels
    weights = np.arange(1, c_out * (c_in // groups) * k * k + 1).reshape(c_out, c_in // groups, k, k)
    oh, ow = (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1
    matrix = np.zeros((c_out, oh, ow, c_in, h, w))
    for o, r, c, i, u, v in np.ndindex(c_out, oh, ow, c_in // groups, k, k):
        row, col = r * s + u - p, c * s + v - p
        if 0 <= row < h and 0 <= col < w:
            matrix[o, r, c, o // (c_out // groups) * (c_in // groups) + i, row, col] += weights[o, i, u, v]
    return matrix.reshape(c_out * oh * ow, c_in * h * w)


WANTED = {
    "blocks.npz": conv_matrix((4, 3), 2, (2, 3)),
    "groups.npz": conv_matrix((4, 3), 2, (4, 2), groups=2, s=2, p=1),
    "depthwise.npz": conv_matrix((4, 3), 2, (3, 3), groups=3),
    "back.npz": conv_matrix((4, 6), 2, (3, 2), s=2).T,  # weights[in, out] of the transposed one are [out, in] of this
}
for name, wanted in WANTED.items():
    found = scipy.sparse.load_npz(name).toarray()
    assert found.shape == wanted.shape and (found == wanted).all(), name
print(f"{len(WANTED)} matrices agree")
