"""Dies in the way that it is told: its menu has a button for each."""

import os

import nanome
from nanome.api import ui
from nanome.util.enums import NotificationTypes


class Mortal(nanome.PluginInstance):
    def __init__(self):
        if os.environ.get("MORTAL") == "unborn":
            raise RuntimeError("not born")
        super().__init__()

    def start(self):
        self.menu = ui.Menu()
        self.menu.title = "Mortal"
        for text, action in [("Raise", self.fail), ("Vanish", self.vanish), ("Ask and vanish", self.ask), ("Live", self.live)]:
            self.menu.root.create_child_node().add_new_button(text).register_pressed_callback(action)

    def on_run(self):
        self.menu.enabled = True
        self.update_menu(self.menu)

    def fail(self, _):
        raise RuntimeError("as asked")

    def vanish(self, _):
        """As a kill does it: nobody is told."""
        os._exit(3)

    def ask(self, _):
        """Dies of the second answer."""
        self.request_workspace(lambda workspace: self.say(f"{len(workspace.complexes)} complexes"))
        self.request_complex_list(lambda found: os._exit(3))

    def live(self, _):
        self.say("alive")

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Mortal", "Dies", "Tests", False)
    plugin.set_plugin_class(Mortal)
    plugin.run()


if __name__ == "__main__":
    main()
