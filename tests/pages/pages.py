"""Prints a line for every scene at several settings, at its first, middle and last step, in both themes and languages: what was rendered, and
the sum of the file. Two builds draw alike where their lines are the same: python3 tests/pages/pages.py build/debug/app/deconvlab >before
"""
import argparse
import concurrent.futures
import hashlib
import itertools
import pathlib
import subprocess
import tempfile

CONVOLUTION = "i=5&k=3&s=1&p=0&d=1&padding=given&flip=0&input=digits:1&kernel=counting&symbols=0"
TRANSPOSED = CONVOLUTION + "&a=0&output=any"
POOLING = "i=4&k=2&s=2&p=0&padding=given&ceil=0&up=2&input=digits:1&kernel=ones"
TRAINING = POOLING + "&optimiser=sgd&rate=0.03"
CONVOLUTIONS = ["s=2&p=1", "i=7x4&k=3x2&s=1x2&d=2x1&square=0&kernel=gaussian", "i=6&p=2&flip=1&symbols=1", "i=40&k=5&s=2&padding=same&input=edge"]
TRANSPOSITIONS = ["i=3&s=2&p=1&a=1", "i=2x4&k=3x4&s=3x1&p=0x1&square=0&kernel=bilinear", "i=4&k=4&s=2&padding=same&symbols=1", "i=2&p=1&d=2"]
POOLINGS = ["input=counting", "i=6x5&k=3x2&p=1x0&up=3&square=0&kernel=counting&input=edge", "i=8&up=4&kernel=bilinear", "i=5&ceil=1"]
TRAININGS = ["i=8&up=4&kernel=uniform:1", "i=6&kernel=uniform:3&optimiser=adam&rate=0.1", "up=3&rate=9"]
# Of each scene what all its links say, and what each of them says otherwise.
SETTINGS = {
    "convolution": (CONVOLUTION, CONVOLUTIONS), "matrix": (CONVOLUTION, CONVOLUTIONS), "passes": (CONVOLUTION, CONVOLUTIONS),
    "unrolled": (CONVOLUTION.replace("&symbols=0", ""), [fields.replace("&symbols=1", "") for fields in CONVOLUTIONS]),
    "inverse": (CONVOLUTION, CONVOLUTIONS), "transposed": (TRANSPOSED, TRANSPOSITIONS + ["i=3&s=2&view=scatter", "i=3&s=2&view=direct"]),
    "fractional": (TRANSPOSED, TRANSPOSITIONS), "overlap": (TRANSPOSED, TRANSPOSITIONS),
    "conv2d-transpose": (TRANSPOSED.replace("&symbols=0", ""), [fields.replace("&symbols=1", "") for fields in TRANSPOSITIONS]),
    "unpool": (POOLING, POOLINGS), "imitate": (TRAINING, TRAININGS),
    "picture": ("picture=scene&i=128&k=2&s=2&p=0&padding=given&ceil=0&up=4&kernel=bilinear",
                ["i=128", "picture=text&i=96&k=4&s=4&kernel=ones", "picture=zone-plate&i=64x96&up=2&kernel=counting&square=0"]),
    "kernels": ("picture=scene&i=128&k=3&s=1&p=1&d=1&padding=given&flip=0&kernel=sobel-x",
                ["i=128", "picture=text&i=96&k=5&s=2&kernel=gaussian", "i=64&k=1&p=0&kernel=identity"]),
    "fcn": ("picture=scene", ["view=32s", "picture=zone-plate&view=16s", "picture=text&view=8s"]),
    "decoder": ("picture=objects", ["channel=-1", "picture=objects:5&view=segnet&channel=2", "picture=scene&view=nearest"]),
    "decoders": ("picture=objects", ["picture=objects", "picture=objects:9", "picture=scene"]),
    "project": ("picture=objects", ["level=2", "picture=objects:3&level=0&channel=1", "picture=scene&level=3&channel=7"]),
    "gallery": ("", ["theme=light", "pin=tile:2,0,0,0", "pin=tile:9,0,0,0"]),
}


def link_of(scene, usual, otherwise):
    fields = dict(field.split("=") for text in (usual, otherwise) for field in text.split("&") if field)
    return f"deconvlab:{scene}?" + "&".join(f"{name}={value}" for name, value in fields.items())


def rendered(program, link, step, theme, language):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "page.png"
        options = ["--step", str(step)] if step is not None else []
        done = subprocess.run([program, "render", link, *options, "--theme", theme, "--lang", language, "-o", file], capture_output=True, text=True)
        return hashlib.sha256(file.read_bytes()).hexdigest()[:16] if done.returncode == 0 else done.stderr.strip()


def last_step(program, link):
    """As the sentence says it that refuses a step beyond it."""
    said = rendered(program, link, 10**9, "light", "en")
    return int(said.split("the last one is ")[1].split(",")[0]) if "the last one is " in said else None


def pages(program, link):
    last = last_step(program, link)
    steps = [None] if last is None else sorted({0, last // 2, last})
    return [(link, step, theme, language) for step, theme, language in itertools.product(steps, ("light", "dark"), ("en", "zh"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="deconvlab")
    parser.add_argument("--scene", default="", help="only this one")
    options = parser.parse_args()
    chosen = [scene for scene in SETTINGS if options.scene in ("", scene)]
    links = [link_of(scene, SETTINGS[scene][0], otherwise) for scene in chosen for otherwise in SETTINGS[scene][1]]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        wanted = [page for found in pool.map(lambda link: pages(options.program, link), links) for page in found]
        for page, made in zip(wanted, pool.map(lambda page: rendered(options.program, *page), wanted)):
            print(*page, made, flush=True)


if __name__ == "__main__":
    main()
