"""The files API as it was before plugins could do what a shell does, with callbacks."""

import json

import nanome
from nanome.util import FileSaveData
from nanome.util.enums import NotificationTypes, Permissions


class OldFiles(nanome.PluginInstance):
    def on_run(self):
        self.said = {}
        self.request_directory(".", self.on_directory, "*.txt")

    def on_directory(self, result):
        entries = [[entry.name, entry.is_directory] for entry in result.entry_array]
        self.said["directory"] = [entries, int(result.error_code)]
        files = []
        for path, text in [("saved.txt", "AAAA"), ("../out.txt", "B"), ("missing/x.txt", "C")]:
            file = FileSaveData()
            file.path = path
            file.write_text(text)
            files.append(file)
        self.save_files(files, self.on_saved)

    def on_saved(self, files):
        self.said["saved"] = [[file.path, int(file.error_code)] for file in files]
        self.request_files(["saved.txt", "none.txt"], self.on_files)

    def on_files(self, files):
        self.said["files"] = [[bytes(file.data).decode(), int(file.error_code)] for file in files]
        self.send_notification(NotificationTypes.message, "said " + json.dumps(self.said))


def main():
    plugin = nanome.Plugin("Old Files", "Uses files", "Tests", False, permissions=[Permissions.local_files_access])
    plugin.set_plugin_class(OldFiles)
    plugin.run()


if __name__ == "__main__":
    main()
