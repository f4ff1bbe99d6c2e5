"""What the user named → pages as they were received.

Four doors.  ``find`` turns files, folders, patterns and addresses into the list of what is to be read and reads
none of it; ``listed`` does so for a feed, a sitemap or a list of ``[[sources]]``; ``read`` reads one page, and
``picture`` its picture.  So a batch holds one page at a time, and a page that cannot be read is the trouble of that
page alone.

    for where in find(["articles/", "https://news.example/story"]):
        page = read(where)

``places.py`` finds, ``listing.py`` lists what ``wanted.py`` wants, ``pages.py`` reads, ``web.py`` fetches,
``fetcher.py`` with good manners, ``sniff.py`` refuses what is no page, and
``encoding.py`` (with the names in ``labels.py``) says how the bytes became letters.
"""

from narrate.sources.fetcher import Fetcher, Manners
from narrate.sources.listing import listed
from narrate.sources.pages import read
from narrate.sources.picture import picture
from narrate.sources.places import find
from narrate.sources.wanted import Wanted
from narrate.sources.web import Limits

__all__ = ["Fetcher", "Limits", "Manners", "Wanted", "find", "listed", "picture", "read"]
