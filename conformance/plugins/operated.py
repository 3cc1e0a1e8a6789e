"""Menus with every content, of which each event is told; several of them, updated before they are shown, moved and closed."""

import struct
import tempfile
import zlib
from pathlib import Path

import nanome
from nanome.api import ui
from nanome.util import Quaternion, Vector3
from nanome.util.enums import NotificationTypes


def picture(name):
    """A PNG of one pixel under this name."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    path = Path(tempfile.mkdtemp()) / name
    pixel = chunk(b"IDAT", zlib.compress(b"\0\xff\x00\x00\xff"))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixel + chunk(b"IEND", b""))
    return str(path)


class Operated(nanome.PluginInstance):
    def start(self):
        self.menu = ui.Menu(0, "Operated")
        self.early = self.add().add_new_label("early")
        # For ids that nobody knows yet: the menu comes later.
        self.update_content(self.early)
        self.update_node(self.menu.root)
        self.buttons()
        self.values()
        self.pictures()
        self.lists()
        self.add().add_new_mesh()
        self.bar = self.add().add_new_loading_bar()
        self.bar.title = "Bar"
        self.label = self.add().add_new_label("ready")
        self.others = [self.other(1), self.other(220)]

    def add(self):
        return self.menu.root.create_child_node()

    def buttons(self):
        toggle = self.add().add_new_button("Toggle")
        toggle.toggle_on_press = True
        toggle.register_pressed_callback(lambda button: self.say(f"toggle {button.selected}"))
        hovered = self.add().add_new_button("Hover me")
        hovered.register_hover_callback(lambda _, over: self.say(f"hover {over}"))
        self.add().add_new_button("Not hooked")
        actions = [("Update", self.change), ("Others", self.show_others), ("Close", self.close), ("Places", self.places)]
        for text, action in actions + [("Links", self.links)]:
            self.add().add_new_button(text).register_pressed_callback(action)

    def values(self):
        slider = self.add().add_new_slider(0, 10, 5)
        slider.register_changed_callback(lambda slider: self.say(f"slider over {slider.current_value:g}"))
        slider.register_released_callback(lambda slider: self.say(f"slider at {slider.current_value:g}"))
        text = self.add().add_new_text_input("words")
        text.register_changed_callback(lambda text: self.say(f"typing {text.input_text}"))
        text.register_submitted_callback(lambda text: self.say(f"typed {text.input_text}"))
        dropdown = self.add().add_new_dropdown()
        dropdown.items = [ui.DropdownItem(name) for name in ("red", "green", "blue")]
        dropdown.register_item_clicked_callback(lambda _, item: self.say(f"chose {item.name} of {len(dropdown.items)}"))

    def pictures(self):
        path = picture("red.png")
        self.add().add_new_image(path)  # It is not hooked.
        image = self.add().add_new_image(path)  # Its file does not travel again.
        image.register_pressed_callback(lambda _, x, y: self.say(f"pressed at {x:g} {y:g}"))
        image.register_held_callback(lambda _, x, y: self.say(f"held at {x:g} {y:g}"))
        image.register_released_callback(lambda _, x, y: self.say(f"released at {x:g} {y:g}"))
        icon = self.add().add_new_button("--")
        icon.text.active = False
        icon.icon.active = True
        icon.icon.value.set_all(picture("run.png"))
        icon.register_pressed_callback(lambda _: self.say("icon pressed"))

    def lists(self):
        outer, item = self.add().add_new_list(), ui.LayoutNode()
        inner, innermost = item.add_new_list(), ui.LayoutNode()
        innermost.add_new_button("Innermost").register_pressed_callback(lambda _: self.say("innermost pressed"))
        inner.items.append(innermost)
        outer.items.append(item)

    def other(self, index):
        menu = ui.Menu(index, f"Menu {index}")
        menu.root.create_child_node().add_new_button(f"In {index}").register_pressed_callback(
            lambda _: self.say(f"pressed in {index}")
        )
        menu.register_closed_callback(lambda menu: self.say(f"menu {menu.index} is {'open' if menu.enabled else 'closed'}"))
        return menu

    def on_run(self):
        self.menu.enabled = True
        self.update_menu(self.menu)

    def change(self, _):
        self.label.text_value, self.bar.percentage = "updated", 0.25
        self.update_content(self.label, self.bar)
        node = self.add()
        node.add_new_label("a new node")
        self.update_node(self.menu.root)

    def show_others(self, _):
        for menu in self.others:
            menu.enabled = True
            self.update_menu(menu)

    def close(self, _):
        self.menu.enabled = False
        self.update_menu(self.menu)

    def places(self, _):
        self.set_menu_transform(1, Vector3(1, 2, 3), Quaternion(0, 1, 0, 0), Vector3(2, 2, 2))

        def told(position, rotation, scale):
            self.say(f"menu 1 at {list(position)}, turned {rotation.y:g}, scaled {scale.x:g}")

        self.request_menu_transform(1, told)
        self.request_controller_transforms(lambda head, *_: self.say(f"presenter at {list(head)}"))

    def links(self, _):
        self.open_url("rcsb.org/structure/1OF6", True)
        self.room.set_skybox(self.room.SkyBoxes.Sunset)

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main(plugin_class=Operated):
    plugin = nanome.Plugin("Operated", "Tells of each event", "Tests", False)
    plugin.set_plugin_class(plugin_class)
    plugin.run()


if __name__ == "__main__":
    main()
