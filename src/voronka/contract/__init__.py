"""THE WIRE as outsiders see it: types and operations, no behaviour. Server, client and documents are made from it."""

from importlib.metadata import version

TITLE = "Voronka"
VERSION = version("voronka")
