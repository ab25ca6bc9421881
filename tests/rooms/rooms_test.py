"""Rooms stand on floors: a room of app/ includes only what it links, core and shaders know nothing of app, and nothing lies loose in app/."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
# The folders of core by floor, the lowest first; what is loose in core lies below all. Those of one floor may include each other: the
# table of operators names the rules of their matrices' rows, which are made of the operators' windows.
FLOORS = [{"geometry"}, {"operators", "matrix"}, {"cpu"}, {"formats", "frameworks", "samples"}, {"chain", "network"}]
# Of app/ only these rooms name what draws, opens windows or speaks to the graphics card: everything else draws on a Canvas.
SCREENS = {"imgui": {"draw", "ui"}, "GLFW/": {"gpu", "ui"}, "glad/": {"gpu"}, "EGL/": {"gpu"}, "cairo": {"draw"}, "pango/": {"draw"},
           "fontconfig/": {"draw"}}
INCLUDE = re.compile(r'^#include "((?:app|core)/[^"]+)"', re.MULTILINE)

TYPE = re.compile(r"^(?:struct|class|enum class|enum|union) (\w+)[^;{]*\{", re.MULTILINE)
SYSTEM_INCLUDE = re.compile(r"^#include <([^>]+)>", re.MULTILINE)


def rooms():
    """Of each room the rooms that it links, as app/CMakeLists.txt has them."""
    text = (ROOT / "app" / "CMakeLists.txt").read_text()
    found = {}
    for name, rest in re.findall(r"add_room\((\w+) ([^)]*)\)", text):
        found[name] = set(re.findall(r"deconvlab_(\w+)", rest)) - {"shaders"}
    return found


def reached(name, links):
    """The room, and all that it links, whoever is between."""
    seen, left = set(), [name]
    while left:
        room = left.pop()
        if room not in seen:
            seen.add(room)
            left += links[room]
    return seen


def sources(folder):
    return [path for path in folder.rglob("*") if path.suffix in (".cpp", ".h")]


def in_circles(included):
    """What is left of the files when those that include none that is left, and those that none includes, are gone."""
    left = set(included)
    while True:
        wanted = {other for path in left for other in included[path]}
        kept = {path for path in left & wanted if left.intersection(included[path])}
        if kept == left:
            return left
        left = kept


def room_of(path):
    return path.split("/")[1]


class Rooms(unittest.TestCase):
    def test_a_room_includes_only_what_it_links(self):
        links = rooms()
        for name in links:
            allowed = reached(name, links)
            for source in sources(ROOT / "app" / name):
                for included in INCLUDE.findall(source.read_text()):
                    if included.startswith("app/"):
                        self.assertIn(room_of(included), allowed, f"{source.relative_to(ROOT)} includes {included}")

    def test_no_two_rooms_link_each_other(self):
        links = rooms()
        for name in links:
            for other in links[name]:
                self.assertNotIn(name, reached(other, links), f"{name} and {other}")

    def test_every_folder_with_sources_is_a_room(self):
        folders = {path.relative_to(ROOT / "app").parts[0] for path in sources(ROOT / "app")}
        self.assertEqual(folders - {"main.cpp"}, set(rooms()))

    def test_core_knows_nothing_of_app(self):
        for source in sources(ROOT / "core"):
            for included in INCLUDE.findall(source.read_text()):
                self.assertTrue(included.startswith("core/"), f"{source.relative_to(ROOT)} includes {included}")

    def test_core_stands_on_floors(self):
        floor_of = {folder: n for n, folders in enumerate(FLOORS, 1) for folder in folders}
        for source in sources(ROOT / "core"):
            floor = floor_of[source.parent.name] if source.parent.name != "core" else 0
            for included in INCLUDE.findall(source.read_text()):
                above = floor_of[room_of(included)] if included.count("/") > 1 else 0
                self.assertLessEqual(above, floor, f"{source.relative_to(ROOT)} includes {included}")

    def test_no_include_leads_back(self):
        all_sources = sources(ROOT / "app") + sources(ROOT / "core")
        self.assertEqual(in_circles({str(path.relative_to(ROOT)): INCLUDE.findall(path.read_text()) for path in all_sources}), set())

    def test_a_type_of_the_headers_has_a_name_of_its_own(self):
        """Two of one name in one namespace would share their functions when the program is linked."""
        where = {}
        for source in sources(ROOT / "app") + sources(ROOT / "core"):
            for name in TYPE.findall(source.read_text()) if source.suffix == ".h" else []:
                self.assertEqual(where.setdefault(name, source), source, name)

    def test_only_their_rooms_name_a_screen(self):
        for room in rooms():
            for source in sources(ROOT / "app" / room):
                for included in SYSTEM_INCLUDE.findall(source.read_text()):
                    where = next((where for begin, where in SCREENS.items() if included.startswith(begin)), {room})
                    self.assertIn(room, where, f"{source.relative_to(ROOT)} includes {included}")

    def test_only_diagrams_and_scenes_and_above_draw(self):
        for room in ("lang", "lessons", "state"):
            self.assertFalse({"draw", "gpu"} & reached(room, rooms()), room)


if __name__ == "__main__":
    unittest.main()
