"""A plugin that saves, lists, runs and deletes macros."""

import nanome
from nanome.api.macro import Macro
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes

PAINT = """
function main()
    Selection_Change("replace", Search_GetAtoms(">>> CA"))
    Command_ColoringAtomsBonds("mono", Color_RGB(255, 0, 0))
    return "Success: " .. List_Length(Selection_GetAtoms())
end
"""


def made(title, logic=""):
    """A macro. Libraries up to 0.38 forget what their constructor was given."""
    macro = Macro()
    macro.title, macro.logic = title, logic
    return macro


class Macros(nanome.AsyncPluginInstance):
    def start(self):
        Macro.set_plugin_identifier("Conformance")

    @async_callback
    async def on_run(self):
        made("paint", PAINT).save(True)
        made("other", "x = 1").save()
        titles = [macro.title for macro in await Macro.get_live()]
        made("other").delete()
        left = [macro.title for macro in await Macro.get_live()]
        painted = await made("paint", PAINT).run()
        unknown = await made("unknown", "\n\nRocket_Launch()").run()
        text = f"{titles} {left} {painted} {unknown}"
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Macros", "Macros", "Tests", False)
    plugin.set_plugin_class(Macros)
    plugin.run()


if __name__ == "__main__":
    main()
