"""Files of `train segment` as NumPy sees them.

weights.py check FILE...: each array of each file is whole and finite; prints the steps that a state has done.
weights.py spoil FILE TO: the same with one value that is no number.
weights.py plan FILE TO FIELD VALUE: a state with another number in its plan.
"""
import sys

import numpy as np

PLAN_DONE = 10  # where the plan has the steps done, as two numbers: the higher one counts 2^24


def check(name):
    arrays = np.load(name)
    for key in arrays:
        array = arrays[key]
        assert array.dtype == np.float32, f"{name}: {key} is {array.dtype}"
        assert np.isfinite(array).all(), f"{name}: {key} is not finite"
    assert arrays["encoder.0.weight"].shape == (16, 3, 3, 3), name
    if "plan" in arrays:
        high, low = arrays["plan"][PLAN_DONE : PLAN_DONE + 2]
        print(int(high) * 2**24 + int(low))


def spoil(name, to):
    arrays = dict(np.load(name))
    arrays["segnet.1.bias"][0] = np.nan
    np.savez(to, **arrays)


def change_plan(name, to, field, value):
    arrays = dict(np.load(name))
    at = 2 * ["seed", "steps", "side", "groups", "group"].index(field)
    arrays["plan"][at : at + 2] = 0, float(value)
    np.savez(to, **arrays)


if sys.argv[1] == "check":
    for name in sys.argv[2:]:
        check(name)
elif sys.argv[1] == "plan":
    change_plan(*sys.argv[2:])
else:
    spoil(*sys.argv[2:])
