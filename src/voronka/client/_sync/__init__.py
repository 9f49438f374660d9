"""The client for plain synchronous code, threads included. Made from `_async` by scripts/make_sync.py."""
