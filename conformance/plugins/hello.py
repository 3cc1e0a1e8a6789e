"""The hello of the library's documentation."""

import nanome
from nanome.util.enums import NotificationTypes


class HelloNanome(nanome.PluginInstance):
    def on_run(self):
        self.send_notification(NotificationTypes.success, "Hello Nanome!")


def main():
    plugin = nanome.Plugin("Hello World", "Simple hello world plugin", "Tutorial", False)
    plugin.set_plugin_class(HelloNanome)
    plugin.run()


if __name__ == "__main__":
    main()
