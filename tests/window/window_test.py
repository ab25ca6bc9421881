#!/usr/bin/env python3
"""The real window under Xvfb, with a real keyboard and mouse: window_test.py PROGRAM

Xvfb keeps its screen in a file in XWD format, so a screenshot is a file read; xdotool presses the keys.
"""
import io
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

import numpy as np
from PIL import Image, ImageSequence

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else None
WIDTH, HEIGHT = 1280, 720
PATIENCE = 30  # seconds for anything that must happen in the end
# Where things stand beside the picture of a convolution with k = 3.
FIRST_WEIGHT, MIDDLE_WEIGHT, STRIDE_FIELD = (601, 266), (645, 309), (249, 150)
SAVE_RECORDING = (232, 302)  # in the dialog that opens when a recording ends
KERNEL = slice(245, 374), slice(580, 710)


def wait_until(what, condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {PATIENCE} s")


class Screen:
    """An X server of its own."""

    def __init__(self, folder):
        read, write = os.pipe()
        arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder, "-nolisten", "tcp"]
        self.server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        self.file = os.path.join(folder, "Xvfb_screen0")

    def picture(self):
        with open(self.file, "rb") as file:
            data = file.read()
        header = struct.unpack(">25I", data[:100])
        size, width, height, stride, colors = header[0], header[4], header[5], header[12], header[19]
        pixels = np.frombuffer(data, np.uint8, offset=size + 12 * colors)[: stride * height]
        return pixels.reshape(height, stride)[:, : width * 4].reshape(height, width, 4)[:, :, :3].copy()

    def close(self):
        self.server.terminate()
        self.server.wait()


class Window(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.screen = Screen(self.folder.name)
        self.config = os.path.join(self.folder.name, "config")
        self.program = None

    def tearDown(self):
        if self.program and self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        self.screen.close()
        self.folder.cleanup()

    def environment(self, **more):
        drivers_leak = "detect_leaks=0"  # the GL driver keeps memory until the process ends
        return dict(os.environ, DISPLAY=self.screen.display, XDG_CONFIG_HOME=self.config, LANG="C", ASAN_OPTIONS=drivers_leak, **more)

    def start(self, *arguments, **environment):
        """In the test's folder; `environment` goes over the tests' own."""
        self.program = subprocess.Popen([PROGRAM, *arguments], env={**self.environment(), **environment}, cwd=self.folder.name)
        wait_until("the first frame", lambda: self.program.poll() is not None or self.screen.picture().std() > 5)
        self.assertIsNone(self.program.poll(), "the program ended at once")
        name = ["search", "--onlyvisible", "--name", "DeconvLab"]
        window = wait_until("the window", lambda: self.xdotool(*name).split())
        self.xdotool("windowfocus", window[0], "mousemove", "5", "5")  # where nothing answers to a resting mouse
        self.settle()

    def windows(self):
        return self.xdotool("search", "--onlyvisible", "--name", "DeconvLab").split()

    def xdotool(self, *arguments):
        done = subprocess.run(["timeout", "5", "xdotool", *arguments], env=self.environment(), capture_output=True, text=True)
        return done.stdout

    def settle(self):
        """Waits until the picture stands still, and returns it."""
        last = [None]

        def still():
            picture = self.screen.picture()
            same = last[0] is not None and np.array_equal(picture, last[0])
            last[0] = picture
            time.sleep(0.1)
            return same

        wait_until("a still picture", still)
        return last[0]

    def key(self, keys):
        before = self.screen.picture()
        self.xdotool("key", keys)
        wait_until(f"an answer to {keys}", lambda: not np.array_equal(self.screen.picture(), before))
        return self.settle()

    def click(self, place):
        self.xdotool("mousemove", *map(str, place))
        self.settle()
        self.xdotool("click", "1")
        return self.settle()

    def open_cell(self, place):
        """Double-clicks until the field is there: a slow frame may take both clicks for one."""
        self.xdotool("mousemove", *map(str, place))
        x, y = place
        cell = slice(y - 16, y + 16), slice(x - 30, x + 30)
        before = self.settle()[cell]

        def field_is_there():
            self.xdotool("click", "--repeat", "2", "--delay", "80", "1")
            return not np.array_equal(self.settle()[cell], before)

        wait_until("a field in the cell", field_is_there)

    def write(self, text):
        self.xdotool("type", "--delay", "60", text)
        return self.settle()

    def undo(self, times):
        for _ in range(times):
            self.xdotool("key", "ctrl+z")
            self.settle()
            self.assertIsNone(self.program.poll(), "the program ended")

    def quit(self):
        self.xdotool("key", "ctrl+q")
        self.assertEqual(self.program.wait(PATIENCE), 0)
        with open(os.path.join(self.config, "deconvlab", "settings.json")) as file:
            return json.load(file)

    def test_steps_scenes_and_full_screen_by_key(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        first = self.settle()
        self.key("Right")
        again = self.key("Left")
        self.assertTrue(np.array_equal(first, again), "a step on and back is the same picture")
        self.key("Page_Down")
        self.key("Page_Up")
        self.key("F11")
        self.key("Escape")
        self.quit()

    def test_keys_that_came_while_the_program_was_busy_are_not_lost(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        first = self.settle()
        self.while_busy("Right", "Right", "Right")
        wait_until("an answer", lambda: not np.array_equal(self.screen.picture(), first))
        self.settle()
        for _ in range(3):
            self.key("Left")
        self.assertTrue(np.array_equal(self.settle(), first), "three steps on and three back")
        self.while_busy("Right", "ctrl+q")
        self.assertEqual(self.program.wait(PATIENCE), 0)

    def while_busy(self, *keys):
        self.program.send_signal(signal.SIGSTOP)
        self.xdotool("key", *keys)
        self.program.send_signal(signal.SIGCONT)

    def test_a_slider_follows_the_mouse(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        before = self.settle()
        self.xdotool("mousemove", "125", "98", "mousedown", "1", "mousemove", "160", "98")
        wait_until("a larger input while the button is down", lambda: not np.array_equal(self.screen.picture()[100:520, 300:900], before[100:520, 300:900]))
        self.xdotool("mouseup", "1")
        self.quit()

    def edit_two_cells(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        self.open_cell(FIRST_WEIGHT)
        self.write("0.25")
        self.key("Return")
        self.open_cell(MIDDLE_WEIGHT)

    def test_undoing_six_times_in_the_second_cell(self):
        self.edit_two_cells()
        self.undo(6)
        self.xdotool("key", "Return")
        self.settle()
        self.quit()

    def test_undoing_twice_in_the_second_cell_and_typing(self):
        self.edit_two_cells()
        self.undo(2)
        self.write("7.5")
        self.key("Return")
        self.xdotool("mousemove", "5", "5")
        self.xdotool("key", "Escape")  # a double click may have left the cell pinned
        edited = self.settle()[KERNEL]
        self.quit()
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0&kernel=own:3:0.25,2,3,4,57.5,6,7,8,9")
        self.assertTrue(np.array_equal(self.settle()[KERNEL], edited), "nothing was there to undo: 7.5 stands behind the 5")
        self.quit()

    def test_undoing_in_the_stride_field_and_typing(self):
        self.start("deconvlab:convolution?i=200&k=3&s=1&p=0&t=0")
        self.click(STRIDE_FIELD)
        self.xdotool("key", "End")
        self.write("23")
        self.xdotool("key", "Return")
        self.settle()
        self.key("ctrl+z")
        self.click(STRIDE_FIELD)
        self.undo(2)
        self.write("7")
        self.xdotool("key", "Return")
        self.settle()
        self.quit()

    def test_settings_are_remembered(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        self.key("plus")
        self.assertAlmostEqual(self.quit()["text_scale"], 1.1)
        self.start()
        self.key("minus")
        self.assertAlmostEqual(self.quit()["text_scale"], 1.0)

    def test_the_next_start_shows_the_scene_that_was_left(self):
        self.start("deconvlab:matrix?i=5&k=2")
        left = self.key("Right")
        settings = self.quit()
        self.assertEqual(settings["scene"], "matrix")
        self.assertEqual([link.split("?")[0] for link in settings["scenes"]], ["deconvlab:matrix"])
        self.start()
        self.assertTrue(np.array_equal(self.settle()[100:520, 300:900], left[100:520, 300:900]), "the same settings at the same step")
        self.quit()

    def test_the_first_start_opens_on_the_map_and_no_other_one(self):
        self.start("deconvlab:matrix?i=5&k=3")
        scene = self.settle()
        self.quit()
        shutil.rmtree(self.config)
        self.start()
        on_map = self.settle()
        self.xdotool("key", "Escape")
        wait_until("the scene", lambda: not np.array_equal(self.screen.picture(), on_map))
        first_scene = self.settle()
        self.xdotool("key", "m")
        wait_until("the map again", lambda: np.array_equal(self.screen.picture()[0:60], on_map[0:60]))
        self.assertFalse(np.array_equal(on_map[0:30, 300:900], first_scene[0:30, 300:900]))
        self.assertTrue(np.array_equal(scene[0:30, 300:700], first_scene[0:30, 300:700]), "a link opens on its scene, below the same bar")
        self.key("Escape")
        settings = self.quit()
        self.assertEqual(settings["visited"], [settings["scene"]])
        self.start()
        self.assertTrue(np.array_equal(self.settle()[0:30, 300:900], first_scene[0:30, 300:900]), "the second start shows the scene")
        self.quit()

    def clipboard(self, target):
        command = ["timeout", "5", "xclip", "-selection", "clipboard", "-t", target, "-o"]
        return subprocess.run(command, env=self.environment(), capture_output=True).stdout

    def only_with(self, *programs):
        """A PATH on which no others are."""
        folder = os.path.join(self.folder.name, "programs")
        os.makedirs(folder)
        for program in programs:
            os.symlink(shutil.which(program), os.path.join(folder, program))
        return folder

    def test_the_picture_is_copied(self):
        link = "deconvlab:matrix?i=4&k=3&t=2"
        self.start(link, WAYLAND_DISPLAY="none", PATH=self.only_with("xclip"))
        self.key("ctrl+c")
        png = wait_until("a picture in the clipboard", lambda: self.clipboard("image/png"))
        file = os.path.join(self.folder.name, "rendered.png")
        subprocess.run([PROGRAM, "render", link, "--size", "1920x1080", "-o", file], env=self.environment(), check=True)
        copied, rendered = np.asarray(Image.open(io.BytesIO(png))), np.asarray(Image.open(file))
        self.assertEqual(copied.shape, (1080, 1920, 3))
        self.assertTrue(np.array_equal(copied, rendered), "the picture that render makes")
        self.key("ctrl+l")
        self.assertTrue(wait_until("the link", lambda: self.clipboard("UTF8_STRING")).startswith(b"deconvlab:matrix?i=4&k=3"))
        self.quit()

    def test_the_link_is_copied_where_no_program_holds_pictures(self):
        self.start("deconvlab:matrix?i=4&k=3&t=2", PATH=self.only_with())
        self.key("ctrl+c")
        copied = wait_until("a link in the clipboard", lambda: self.clipboard("UTF8_STRING"))
        self.assertTrue(copied.startswith(b"deconvlab:matrix?i=4&k=3"))
        self.quit()

    def test_what_is_done_is_recorded(self):
        self.start("deconvlab:matrix?i=4&k=3&t=0", PATH=self.only_with())  # without ffmpeg it becomes a GIF
        self.xdotool("key", "ctrl+r")
        began = time.monotonic()
        for x in range(300, 900, 60):
            self.xdotool("mousemove", str(x), "400")
            time.sleep(0.1)
        self.xdotool("key", "Right")
        time.sleep(0.5)
        memory = self.memory()
        time.sleep(2)
        self.assertLess(self.memory(), memory + 20_000_000, "nothing that was recorded stays in memory")
        self.xdotool("key", "ctrl+r")
        seconds = time.monotonic() - began
        self.settle()
        self.click(SAVE_RECORDING)
        file = os.path.join(self.folder.name, "recording.gif")
        wait_until("a film", lambda: os.path.exists(file))
        self.key("Escape")
        with open(file, "rb") as bytes_of_film:
            film = Image.open(io.BytesIO(bytes_of_film.read()))
        self.assertEqual(film.size, (WIDTH, HEIGHT))
        self.assertIn(b"deconvlab:matrix?i=4&k=3", film.info["comment"])
        frames = [(np.asarray(frame.convert("RGB")).astype(int), frame.info["duration"]) for frame in ImageSequence.Iterator(film)]
        self.assertGreater(len(frames), 8, "each move of the mouse is another picture")
        self.assertAlmostEqual(sum(duration for _, duration in frames) / 1000, seconds, delta=1.5)
        moved = np.abs(frames[-1][0] - frames[0][0]).max(axis=2) > 60
        self.assertTrue(moved[400:420, 840:860].any(), "the pointer stands where it went at last")
        self.quit()

    def memory(self):
        with open(f"/proc/{self.program.pid}/status") as file:
            return 1024 * next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))

    def put_settings(self, text):
        os.makedirs(os.path.join(self.config, "deconvlab"))
        with open(self.settings_file(), "w") as file:
            file.write(text)

    def settings_file(self, name="settings.json"):
        return os.path.join(self.config, "deconvlab", name)

    def text_of(self, name):
        with open(self.settings_file(name)) as file:
            return file.read()

    def test_broken_settings_are_set_aside(self):
        broken = '{"width": -5, "theme": 7, "speed": 1e999'
        self.put_settings(broken)
        self.start()
        self.key("Escape")
        self.key("plus")
        self.assertAlmostEqual(self.quit()["text_scale"], 1.1)
        self.assertEqual(self.text_of("settings.damaged-1.json"), broken)

    def test_a_link_that_says_no_theme_opens_in_that_of_the_settings(self):
        self.put_settings('{"theme": "dark"}')
        self.start("deconvlab:convolution?i=5&k=3")
        self.assertLess(np.median(self.screen.picture()), 100)

    def test_what_can_be_read_of_a_link_is_opened(self):
        status = slice(HEIGHT - 30, HEIGHT), slice(0, WIDTH // 2)
        self.start("deconvlab:matrix?i=5&k=3")
        usual = self.settle()[status]
        self.quit()
        self.start("deconvlab:matrix?i=5&k=3&later=1")
        said = self.settle()[status].astype(int)
        self.assertEqual(self.quit()["scene"], "matrix")
        self.assertGreater((said[..., 2] - said[..., 0] > 60).sum(), 100)  # it is said in vermilion; blue comes first
        self.assertEqual((usual[..., 2].astype(int) - usual[..., 0] > 60).sum(), 0)

    def test_settings_of_a_later_version_stay_as_they_are(self):
        later = '{"version": 9, "theme": "dark"}'
        self.put_settings(later)
        self.start()
        self.key("plus")
        self.xdotool("key", "ctrl+q")
        self.assertEqual(self.program.wait(PATIENCE), 0)
        self.assertEqual(self.text_of("settings.json"), later)

    def test_a_crash_loses_nothing_that_is_older_than_the_last_save(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        self.xdotool("key", "plus", "key", "Page_Down")
        settings = os.path.join(self.config, "deconvlab", "settings.json")
        wait_until("the save", lambda: os.path.exists(settings) and json.loads(self.text_of("settings.json"))["scene"] == "matrix")
        self.program.kill()
        self.program.wait()
        settings = json.loads(self.text_of("settings.json"))
        self.assertAlmostEqual(settings["text_scale"], 1.1)
        self.assertEqual(settings["scene"], "matrix")
        self.assertEqual(os.listdir(os.path.join(self.config, "deconvlab")), ["settings.json"])

    def test_a_defect_leaves_a_report_and_a_way_back(self):
        self.start("deconvlab:overlap?i=4&k=5&s=2")
        self.key("plus")
        self.program.send_signal(signal.SIGSEGV)
        self.program.wait()
        self.assertNotEqual(self.program.returncode, 0)
        report = self.text_of("crash.txt")
        self.assertRegex(report, r"^DeconvLab \d+\.\d+\.\d+, ended by SIGSEGV\nlink: deconvlab:overlap\?.*i=4&k=5&s=2")
        self.assertGreater(len(report.splitlines()), 4, "the stack")
        self.start()
        asked = self.settle()
        self.xdotool("key", "Return")
        settings = os.path.join(self.config, "deconvlab", "settings.json")
        wait_until("the scene", lambda: json.loads(self.text_of("settings.json"))["scene"] == "overlap")
        self.assertFalse(np.array_equal(asked, self.settle()))
        self.assertIn("k=5", json.loads(self.text_of("settings.json"))["scenes"][0])
        self.quit()
        self.assertEqual(sorted(os.listdir(os.path.dirname(settings))), ["last-crash.txt", "settings.json"])

    def test_two_windows_do_not_undo_each_other(self):
        self.start("deconvlab:convolution?i=5&k=3&s=1&p=0&t=0")
        self.key("plus")
        windows = set(self.windows())
        link = "deconvlab:overlap?lang=zh"
        other = subprocess.Popen([PROGRAM, link], env=self.environment(), cwd=self.folder.name)
        wait_until("the other window's scene", lambda: "overlap" in json.loads(self.text_of("settings.json"))["visited"])
        first, = windows
        second, = set(self.windows()) - windows
        self.xdotool("windowfocus", second)
        time.sleep(0.5)
        self.xdotool("key", "r")
        wait_until("its change", lambda: json.loads(self.text_of("settings.json"))["reduce_motion"])
        other.kill()
        other.wait()
        self.xdotool("windowfocus", first)
        time.sleep(0.5)
        self.xdotool("key", "Page_Down")
        wait_until("another scene", lambda: json.loads(self.text_of("settings.json"))["scene"] == "matrix")
        settings = self.quit()
        self.assertAlmostEqual(settings["text_scale"], 1.1)
        self.assertTrue(settings["reduce_motion"])
        self.assertEqual(settings["language"], "en")
        self.assertEqual(set(settings["visited"]), {"convolution", "overlap", "matrix"})

    def test_nothing_is_drawn_while_nothing_happens(self):
        self.start("deconvlab:matrix?i=5&k=3")
        self.settle()
        time.sleep(0.5)
        before = self.processor_ticks()
        time.sleep(2)
        self.assertLessEqual(self.processor_ticks() - before, 4, "more than 40 ms of work in 2 s of standing still")
        self.quit()

    def processor_ticks(self):
        with open(f"/proc/{self.program.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def test_a_terminated_window_leaves_no_half_written_settings(self):
        self.start()
        self.program.send_signal(signal.SIGTERM)
        self.program.wait(PATIENCE)
        folder = os.path.join(self.config, "deconvlab")
        self.assertEqual([name for name in (os.listdir(folder) if os.path.isdir(folder) else []) if name != "settings.json"], [])

    def test_an_unknown_scene_is_one_sentence(self):
        done = subprocess.run([PROGRAM, "nowhere"], env=self.environment(), capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere", done.stderr)
        self.assertIn("convolution", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
