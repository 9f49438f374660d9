"""Who may do what, on both wires: for each role, how far each kind of operation reaches.

`roles.py` says it in tables, `v4.py` and `v2.py` say how each operation is called, `desk.py` makes the records, and
`asking.py` asks. Run by tests/api/test_rights_matrix.py.
"""
