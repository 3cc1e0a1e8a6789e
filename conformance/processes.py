"""What the system tells of processes, read where Linux tells it: `ps` is not on every machine."""

from pathlib import Path


def status(pid):
    """State and parent of a process, or None where there is none."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, parent = text.rsplit(")", 1)[1].split()[:2]
    return state, int(parent)


def children(pid):
    """The processes that this one started, and that still run."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [child for child in pids if (found := status(child)) and found[1] == pid and found[0] != "Z"]


def is_alive(pid):
    """Whether it still runs."""
    found = status(pid)
    return found is not None and found[0] != "Z"
