"""Starts the plugin in `plugin/`, as its interface wants it: from the folder that holds it."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
os.chdir(FOLDER)
sys.path.insert(0, str(FOLDER))

from nanome.beta.nanome_sdk import PluginServer  # noqa: E402
from plugin import plugin_class  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("-a", dest="host")
parser.add_argument("-p", dest="port", type=int)
options = parser.parse_args()
asyncio.run(PluginServer().run(options.host, options.port, "Beta", "On the newer interface", plugin_class))
