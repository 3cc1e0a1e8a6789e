"""Raises when it is run; starts badly when told so by its name."""

import nanome


class Crasher(nanome.PluginInstance):
    def on_run(self):
        raise RuntimeError("as asked")


def main():
    plugin = nanome.Plugin("Crasher", "Raises when it is run", "Tests", False)
    plugin.set_plugin_class(Crasher)
    plugin.run()


if __name__ == "__main__":
    main()
