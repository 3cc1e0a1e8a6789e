"""Does with the presenter's files what the text field says, one command a line, and tells what came of each.

The commands and their answers are JSON, so that a test reads what the plugin got.
"""

import json
import os
import tempfile

import nanome
from nanome.api.ui import Menu
from nanome.util import FileSaveData, async_callback
from nanome.util.enums import ExportFormats, NotificationTypes, Permissions


class Files(nanome.AsyncPluginInstance):
    def start(self):
        self.menu = Menu(0, "Files")
        self.field = self.menu.root.create_child_node().add_new_text_input("commands")
        self.field.max_length = 100000
        self.field.register_submitted_callback(self.on_commands)
        self.folder = tempfile.mkdtemp()

    def on_run(self):
        self.menu.enabled = True
        self.update_menu(self.menu)

    @async_callback
    async def on_commands(self, field):
        answers = []
        for name, *words in json.loads(field.input_text):
            answers.append(await getattr(self, "do_" + name)(*words))
        self.send_notification(NotificationTypes.message, "answers " + json.dumps(answers))

    async def do_pwd(self):
        error, path = await self.files.pwd()
        return [error.name, path]

    async def do_ls(self, path):
        error, entries = await self.files.ls(path)
        return [error.name, [[entry.name, entry.size, entry.date_modified, entry.is_directory] for entry in entries]]

    async def do_get(self, path):
        error, got = await self.files.get(path, os.path.join(self.folder, "got"))
        if error != 0:
            return [error.name, None]
        with open(got, "rb") as file:
            return [error.name, file.read().decode("latin-1")]

    async def do_put(self, path, text, times=1):
        source = os.path.join(self.folder, "source")
        with open(source, "wb") as file:
            for _ in range(times):
                file.write(text.encode("latin-1"))
        return (await self.files.put(source, path)).name

    async def do_cd(self, path):
        return (await self.files.cd(path)).name

    async def do_rm(self, path):
        return (await self.files.rm(path)).name

    async def do_rmdir(self, path):
        return (await self.files.rmdir(path)).name

    async def do_mkdir(self, path):
        return (await self.files.mkdir(path)).name

    async def do_mv(self, source, dest):
        return (await self.files.mv(source, dest)).name

    async def do_cp(self, source, dest):
        return (await self.files.cp(source, dest)).name

    async def do_flood(self, count):
        """Many requests in flight: the answers come in the order of the questions."""
        put = [self.do_put(f"flood{number}", str(number)) for number in range(count)]
        errors = [await each for each in put]
        got = [self.files.get(f"flood{number}", os.path.join(self.folder, f"got{number}")) for number in range(count)]
        for each in got:
            errors.append((await each)[0].name)
        texts = [open(os.path.join(self.folder, f"got{number}")).read() for number in range(count)]
        return [sorted(set(errors)), texts == [str(number) for number in range(count)]]

    async def do_save(self, *files):
        wanted = []
        for path, text in files:
            file = FileSaveData()
            file.path = path
            file.write_text(text)
            wanted.append(file)
        return [[file.path, file.error_code.name] for file in await self.save_files(wanted)]

    async def do_load(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return [int(done.success) for done in await self.send_files_to_load([path])]

    async def do_export(self, format):
        return await self.request_export(ExportFormats[format])


def main():
    plugin = nanome.Plugin("Files", "Uses files", "Tests", False, permissions=[Permissions.local_files_access])
    plugin.set_plugin_class(Files)
    plugin.run()


if __name__ == "__main__":
    main()
