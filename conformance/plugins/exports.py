"""Has the room write files: of the whole workspace, of complexes in it, and of a complex of its own."""

import json

import nanome
from nanome.util.enums import ExportFormats, NotificationTypes


class Exports(nanome.PluginInstance):
    def on_run(self):
        self.request_workspace(self.on_workspace)

    def on_workspace(self, workspace):
        dipeptide, ethanol = workspace.complexes
        self.said = {}
        wanted = [
            ("workspace", ExportFormats.PDB, None),
            ("ethanol", ExportFormats.SDF, None),
            ("smiles", ExportFormats.SMILES, None),
            ("by index", ExportFormats.PDB, [dipeptide.index, 987654, dipeptide.index]),
            ("sdf", ExportFormats.SDF, ethanol.index),
            ("own", ExportFormats.MMCIF, dipeptide),
        ]
        self.export(wanted)

    def export(self, wanted):
        if not wanted:
            self.send_notification(NotificationTypes.message, "said " + json.dumps(self.said))
            return
        (name, format, entities), rest = wanted[0], wanted[1:]

        def done(files):
            self.said[name] = [telling(file) for file in files]
            self.export(rest)

        try:
            self.request_export(format, done, entities)
        except AttributeError as error:
            # The library 0.42.1 cannot name entities: it looks for a class that it has no more.
            self.said[name] = str(error)
            self.export(rest)


def telling(file):
    """The lines of a file that tell what is in it: a notification has not room for all."""
    if file is None:
        return None
    lines = [line for line in file.splitlines() if line.startswith(("ATOM", "HETATM", "$$$$")) or "V2000" in line]
    return [line[:54] for line in lines]


def main():
    plugin = nanome.Plugin("Exports", "Exports", "Tests", False)
    plugin.set_plugin_class(Exports)
    plugin.run()


if __name__ == "__main__":
    main()
