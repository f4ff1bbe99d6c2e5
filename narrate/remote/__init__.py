"""Finished work goes to a store: a bucket, an SFTP server, another disk; any address that fsspec knows.

The work itself stays in a folder here (catalogue, clips, what is unfinished), which a store is too slow and too
forgetful for.  ``send_library`` and ``send_site`` make the store hold what the folder holds; ``fetch_library``
brings a library back to a machine that has none.

    store.py      one object at a time: whole or not at all, tried again, errors in one line
    manifest.py   what of ours lies in the store
    mirror.py     what is to be sent, in which order, and what is removed
    trees.py      which files of a library and of a site go there
"""

from narrate.remote.mirror import Sent
from narrate.remote.trees import fetch_library, send_library, send_site

__all__ = ["Sent", "fetch_library", "send_library", "send_site"]
