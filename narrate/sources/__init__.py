"""What the user named → pages as they were received.

Three doors.  ``find`` turns files, folders, patterns and addresses into the list of what is to be read and
reads none of it; ``read`` reads one of them, and
``picture`` its picture.  So a batch knows its length before it starts, holds one page
at a time, and a page that cannot be read is the trouble of that page alone.

    for where in find(["articles/", "https://news.example/story"]):
        page = read(where)

``places.py`` finds, ``pages.py`` reads, ``web.py`` fetches, ``sniff.py`` refuses what is no page, and
``encoding.py`` (with the names in ``labels.py``) says how the bytes became letters.
"""

from narrate.sources.pages import read
from narrate.sources.picture import picture
from narrate.sources.places import find
from narrate.sources.web import Limits

__all__ = ["Limits", "find", "picture", "read"]
