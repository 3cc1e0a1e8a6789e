"""An async plugin: awaits answers one after the other."""

import nanome
from nanome.api import AsyncPluginInstance
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes


class AsyncReader(AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        listed = await self.request_complex_list()
        indices = [complex.index for complex in listed]
        twice = await self.request_complexes(indices + indices + [987654321])
        got = [complex.index if complex else None for complex in twice]
        workspace = await self.request_workspace()
        atoms = sum(1 for complex in workspace.complexes for _ in complex.atoms)
        in_order = got[: 2 * len(indices)] == indices + indices
        done = self.update_workspace(workspace)
        if done:  # Libraries up to 0.38 do not wait for it.
            await done
        again = await self.request_complex_list()
        kept = [complex.index for complex in again] == indices
        text = f"in order: {in_order}, placeholder: {got[-1]}, {atoms} atoms, indices kept: {kept}"
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Async Reader", "Awaits", "Tests", False)
    plugin.set_plugin_class(AsyncReader)
    plugin.run()


if __name__ == "__main__":
    main()
