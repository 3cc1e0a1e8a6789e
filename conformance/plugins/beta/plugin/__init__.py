"""A plugin on the library's newer, asynchronous interface (`nanome.beta.nanome_sdk`): a menu, structures, notifications."""

from nanome.beta.nanome_sdk import NanomePlugin
from nanome.util.enums import NotificationTypes


class Beta(NanomePlugin):
    async def on_start(self):
        self.came = 0

    async def on_run(self):
        menu = self.ui_manager.create_new_menu()
        menu.title = "Beta"
        rename = menu.root.create_child_node().add_new_button("Rename")
        self.ui_manager.register_btn_pressed_callback(rename, self.rename)
        menu.enabled = True
        self.client.update_menu(menu)
        info = await self.client.request_presenter_info()
        listed = await self.client.request_complex_list()
        await self.say(f"{info.account_name} presents {len(listed)} complexes")

    async def on_complex_added_removed(self):
        self.came += 1

    async def rename(self, _):
        listed = await self.client.request_complex_list()
        (complex,) = await self.client.request_complexes([listed[0].index])
        complex.name = "renamed"
        await self.client.update_structures_deep([complex])
        await self.say(f"renamed {len(list(complex.atoms))} atoms after {self.came} came")

    async def say(self, text):
        await self.client.send_notification(NotificationTypes.message, text)


plugin_class = Beta
