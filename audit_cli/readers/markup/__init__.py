"""Web pages, also as Word, WPS and web systems write them under the names of office files."""
