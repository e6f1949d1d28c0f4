"""Files that hold files: archives and mails. Nothing is unpacked to disk, no link followed, no name used as a path."""
