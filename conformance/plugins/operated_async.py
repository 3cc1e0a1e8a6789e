"""The same menus as `operated.py`, on the class whose requests are awaited."""

from nanome.api import AsyncPluginInstance
from nanome.util import Quaternion, Vector3, async_callback

from operated import Operated, main


class AsyncOperated(Operated, AsyncPluginInstance):
    @async_callback
    async def places(self, _):
        self.set_menu_transform(1, Vector3(1, 2, 3), Quaternion(0, 1, 0, 0), Vector3(2, 2, 2))
        position, rotation, scale = await self.request_menu_transform(1)
        self.say(f"menu 1 at {list(position)}, turned {rotation.y:g}, scaled {scale.x:g}")
        head, *_ = await self.request_controller_transforms()
        self.say(f"presenter at {list(head)}")


if __name__ == "__main__":
    main(AsyncOperated)
