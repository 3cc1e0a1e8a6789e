"""A menu with every content in every state, and one with what makes no sense; it says what was done to it."""

import struct
import tempfile
import zlib
from pathlib import Path

import nanome
from nanome.api import ui
from nanome.util import Color
from nanome.util.enums import NotificationTypes, ScalingOptions


def png(width, height, pixel):
    """A picture in a file of its own; `pixel` is a function of x and y to red, green, blue, alpha."""
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in pixel(x, y)) for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path = Path(tempfile.mkdtemp()) / "picture.png"
    path.write_bytes(data)
    return str(path)


class Contents(nanome.PluginInstance):
    def start(self):
        self.menu = ui.Menu(0, "Every content")
        self.menu.width, self.menu.height = 1.1, 1.05
        root = self.menu.root
        root.set_padding(0.02, 0.02, 0.02, 0.02)
        self.buttons(self.row(root))
        self.looks(self.row(root))
        self.switches(self.row(root))
        self.values(self.row(root))
        self.texts(self.row(root, 0.14))
        self.pictures(self.row(root, 0.2))
        self.lists(self.row(root, 0.24))
        self.bars(self.row(root, 0.1))

    def on_run(self):
        self.menu.enabled = True
        self.update_menu(self.menu)

    def on_advanced_settings(self):
        odd = ui.Menu(1, "<b>Nonsense</b>")
        odd.width, odd.height = -3, 0
        odd.root.set_padding(-9, 0, 0, 0)
        odd.root.create_child_node().add_new_label('<img src=x onerror="alert(1)">')
        odd.root.create_child_node().add_new_dropdown()
        odd.root.create_child_node().add_new_slider(5, 5, 99)
        broken = Path(tempfile.mkdtemp()) / "broken.png"
        broken.write_bytes(b"no picture")
        odd.root.create_child_node().add_new_image(str(broken))
        self.update_menu(odd)

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)

    def row(self, root, height=None):
        row = root.create_child_node()
        row.layout_orientation = ui.LayoutNode.LayoutTypes.horizontal
        row.set_padding(down=0.01)
        if height:
            row.set_size_fixed(height)
        return row

    def buttons(self, row):
        press = row.create_child_node().add_new_button("Press me")
        press.tooltip.title, press.tooltip.content = "A button", "It says that it was pressed."
        press.register_pressed_callback(lambda _: self.say("pressed"))
        press.register_hover_callback(lambda _, over: None)
        toggle = row.create_child_node().add_new_button("Toggle")
        toggle.toggle_on_press = True
        toggle.register_pressed_callback(lambda button: self.say(f"toggle {button.selected}"))
        once = row.create_child_node().add_new_button("Only once")
        once.disable_on_press = True
        once.register_pressed_callback(lambda _: self.say("once"))
        unusable = row.create_child_node().add_new_button("Unusable")
        unusable.unusable = True

    def looks(self, row):
        states = row.create_child_node().add_new_button()
        states.text.value.set_each("idle", "selected", "pointed at", "both", "unusable")
        states.text.color.set_each(Color.White(), Color.Yellow(), Color.Red(), Color.Green(), Color.Grey())
        states.toggle_on_press = True
        painted = row.create_child_node().add_new_button("Painted")
        painted.mesh.active = True
        painted.mesh.color.set_all(Color.from_int(0x1B5E9BFF))
        light = row.create_child_node().add_new_button("Light paint")
        light.mesh.active = True
        light.mesh.color.set_all(Color.from_int(0xFFE08AFF))
        selected = row.create_child_node().add_new_button("Selected")
        selected.selected = True

    def switches(self, row):
        for text, on in [("A switch", False), ("Another one", True)]:
            switch = row.create_child_node().add_new_toggle_switch(text)
            switch.selected = on
            switch.register_pressed_callback(lambda button: self.say(f"switch {button.selected}"))
        dropdown = row.create_child_node().add_new_dropdown()
        dropdown.items = [ui.DropdownItem(name) for name in ("red", "green", "blue")]
        dropdown.items[1].selected = True
        dropdown.register_item_clicked_callback(lambda _, item: self.say(f"chose {item.name}"))

    def values(self, row):
        slider = row.create_child_node().add_new_slider(0, 10, 5)
        slider.register_released_callback(lambda slider: self.say(f"slider {slider.current_value:.1f}"))
        self.input = row.create_child_node().add_new_text_input("your words")
        self.input.max_length = 40
        self.input.register_submitted_callback(lambda field: self.say(f"typed {field.input_text}"))
        number = row.create_child_node().add_new_text_input("a number")
        number.number = True
        secret = row.create_child_node().add_new_text_input("a secret")
        secret.password = True

    def texts(self, row):
        fitted = row.create_child_node().add_new_label("Fits by itself: a sentence that is longer than its box is wide")
        fitted.text_max_size = 0.4
        bold = row.create_child_node().add_new_label("Bold, in the middle")
        bold.text_auto_size, bold.text_size, bold.text_bold = False, 0.3, True
        bold.text_horizontal_align = ui.Label.HorizAlignOptions.Middle
        bold.text_vertical_align = ui.Label.VertAlignOptions.Middle
        lines = row.create_child_node().add_new_text_input("several lines")
        lines.multi_line = True
        lines.max_length = 0

    def pictures(self, row):
        path = png(32, 16, lambda x, y: (x * 8, y * 16, 128, 255))
        for scaling in (ScalingOptions.stretch, ScalingOptions.fill, ScalingOptions.fit):
            image = row.create_child_node().add_new_image(path)
            image.scaling_option = scaling
        image.register_pressed_callback(lambda _, x, y: self.say(f"touched {x:.1f} {y:.1f}"))
        icon = row.create_child_node().add_new_button("Icon")
        icon.icon.active = True
        icon.icon.value.set_all(png(16, 16, lambda x, y: (255, 255, 255, 255 if (x - 8) ** 2 + (y - 8) ** 2 < 50 else 0)))
        icon.icon.size = 0.4

    def lists(self, row):
        rows = row.create_child_node().add_new_list()
        rows.display_rows = 4
        for number in range(12):
            item = ui.LayoutNode()
            button = item.add_new_button(f"Item {number + 1}")
            button.register_pressed_callback(lambda button: self.say(button.text.value.idle))
            rows.items.append(item)
        grid = row.create_child_node().add_new_list()
        grid.display_rows, grid.display_columns, grid.total_columns = 2, 3, 3
        for number in range(9):
            item = ui.LayoutNode()
            item.add_new_label(str(number + 1))
            grid.items.append(item)

    def bars(self, row):
        for title, done, failed in [("Going on", 0.4, False), ("Gone wrong", 0.7, True)]:
            bar = row.create_child_node().add_new_loading_bar()
            bar.title, bar.description, bar.percentage, bar.failure = title, "a description", done, failed
        row.create_child_node().add_new_mesh().mesh_color = Color.from_int(0x2FDBBF80)


def main():
    description = "Every content of menus, to look at and to operate"
    plugin = nanome.Plugin("Contents", description, "Test", True)
    plugin.set_plugin_class(Contents)
    plugin.run()


if __name__ == "__main__":
    main()
