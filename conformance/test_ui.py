"""Every content of menus and every event: what the plugin got, and what the room shows."""

import pytest

from rooms import Refused, contents_of

VERSIONS = ["0.42.1", "0.38.13"]
PLUGINS = [(script, version) for script in ("operated.py", "operated_async.py") for version in VERSIONS]


class Menus:
    """The menus of the plugin `Operated`, run in a room."""

    def __init__(self, room):
        self.room = room
        self.session = room("activate", "Operated")["session"]
        room.wait("menu", "ready", since=room("run", "Operated")["seq"])

    def menu(self, index=0):
        menus = {menu["menu"]["index"]: menu["menu"] for menu in self.room("state")["room"]["menus"]}
        return menus[index]

    def contents(self, kind):
        return [content for content in contents_of(self.menu()["root"]) if content["kind"] == kind]

    def button(self, text):
        (found,) = [button for button in self.contents("button") if button["text"]["value"]["idle"] == text]
        return found

    def says(self, *words):
        """Carries out the words; the next thing that the plugin says."""
        since = self.room(*words)["seq"]
        return self.room.wait("notification", "", since=since)["notification"]["text"]


@pytest.fixture(params=PLUGINS, ids=lambda which: f"{which[0]}-{which[1]}")
def menus(request, room, plugin):
    plugin(*request.param)
    return Menus(room)


def test_each_content_is_shown_and_each_event_heard(menus, tmp_path):
    room = menus.room
    kinds = {"button", "slider", "text_input", "dropdown", "image", "list", "label", "mesh", "loading_bar"}
    assert {content["kind"] for content in contents_of(menus.menu()["root"])} == kinds

    assert menus.says("press", "Toggle") == "toggle True"
    assert menus.button("Toggle")["selected"]
    assert menus.says("press", "Toggle") == "toggle False"
    assert not menus.button("Toggle")["selected"]

    assert menus.button("Hover me")["hooked"]
    assert menus.says("hover", "Hover me") == "hover True"
    assert menus.says("hover", "Hover me", "--away") == "hover False"
    with pytest.raises(Refused, match="does not want to hear of pointing"):
        room("hover", "Not hooked")

    (slider,) = menus.contents("slider")
    assert menus.says("slide", f"#{slider['id']}", 7.5, "--keep-sliding") == "slider over 7.5"
    assert menus.says("slide", f"#{slider['id']}", 2) == "slider at 2"
    assert menus.contents("slider")[0]["value"] == 2

    assert menus.says("type", "words", "gr\u00fc\u00df", "--keep-typing") == "typing gr\u00fc\u00df"
    assert menus.says("type", "words", "gr\u00fc\u00df dich") == "typed gr\u00fc\u00df dich"
    assert menus.contents("text_input")[0]["text"] == "gr\u00fc\u00df dich"

    (dropdown,) = menus.contents("dropdown")
    assert menus.says("choose", f"#{dropdown['id']}", "green") == "chose green of 3"
    assert [item["selected"] for item in menus.contents("dropdown")[0]["items"]] == [False, True, False]

    assert menus.says("press", "Innermost") == "innermost pressed"
    assert menus.says("press", "run") == "icon pressed"


def test_images_are_touched_once_they_are_hooked_and_travel_once(menus, tmp_path):
    room = menus.room
    plain, hooked = menus.contents("image")
    assert plain["image"] == hooked["image"] and plain["image"].endswith("red.png")
    for phase in ("press", "hold", "release"):
        with pytest.raises(Refused, match="does not want to hear"):
            room("touch", f"#{plain['id']}", phase)
    at = ("--at", 0.25, 0.75)
    for phase, said in [("press", "pressed"), ("hold", "held"), ("release", "released")]:
        assert menus.says("touch", f"#{hooked['id']}", phase, *at) == f"{said} at 0.25 0.75"

    # Somebody who comes later gets the file as well.
    guest = room.guest("Bob", tmp_path / "guest")
    icon = menus.button("--")["icon"]["value"]["idle"]
    for key in (hooked["image"], icon):
        file = tmp_path / "image"
        guest("image", menus.session, key, file)
        assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(Refused, match="no image"):
        guest("image", menus.session, "../../../etc/passwd", tmp_path / "passwd")


def test_several_menus_are_updated_and_closed(menus):
    room = menus.room
    since = room("press", "Update")["seq"]
    room.wait("menu", "a new node", since=since)
    assert menus.contents("loading_bar")[0]["percentage"] == 0.25
    assert [label["text"] for label in menus.contents("label")] == ["early", "updated", "a new node"]

    since = room("press", "Others")["seq"]
    for index in (1, 220):
        room.wait("menu", f"In {index}$", since=since)
        assert menus.menu(index)["enabled"]
        assert menus.says("press", f"In {index}") == f"pressed in {index}"
    assert menus.says("toggle", 220, "off") == "menu 220 is closed"
    assert (menus.menu(1)["enabled"], menus.menu(220)["enabled"]) == (True, False)
    with pytest.raises(Refused, match="no menu that is open shows a button In 220"):
        room("press", "In 220")

    since = room("press", "Close")["seq"]
    # The plugin says enabled = false; whatever comes after that finds it closed.
    assert menus.says("press", "In 1") == "pressed in 1"
    assert since and not menus.menu()["enabled"]


def test_places_sky_and_links(menus):
    room = menus.room
    room.wait("menu", "In 220", since=room("press", "Others")["seq"])
    room("camera", 1, -2, 30)
    since = room("press", "Places")["seq"]
    placed = room.wait("notification", "menu 1", since=since)["notification"]["text"]
    assert placed.replace(".0", "") == "menu 1 at [1, 2, 3], turned 1, scaled 2"
    assert menus.menu(1)["transform"] == {"position": [1, 2, 3], "rotation": [0, 1, 0, 0], "scale": [2, 2, 2]}
    presenter = room.wait("notification", "presenter", since=since)["notification"]["text"]
    # In the world, where the workspace stands at the library's scale: 0.02 metres an angstrom.
    place = [float(number) for number in presenter.removeprefix("presenter at [").removesuffix("]").split(",")]
    assert place == pytest.approx([0.02, -0.04, 0.6])

    since = room("press", "Links")["seq"]
    wanted = room.wait("notification", "rcsb", since=since)["open_url"]
    assert (wanted["url"], wanted["host"], wanted["desktop"]) == ("http://rcsb.org/structure/1OF6", "rcsb.org", True)
    assert room("state")["room"]["wanted_urls"] == [wanted]
    room("dismiss", wanted["id"])
    state = room("state")["room"]
    assert state["wanted_urls"] == []
    menus.says("press", "Toggle")  # What came before it was carried out.
    assert room("state")["room"]["skybox"] == "sunset"
