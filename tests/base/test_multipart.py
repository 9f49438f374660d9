"""Forms in parts: what is a value, what is passed over, what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voronka.base import multipart

MEDIA = 'multipart/form-data; boundary="rose"'


def form(*parts: bytes) -> bytes:
    return b"".join(b"--rose\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--rose--\r\n"


def test_values_come_in_their_order_with_their_line_ends() -> None:
    raw = form(
        b'name="add[0][name]"\r\n\r\n' + "Чай\r\nи кофе".encode(),
        b'name="a\\"b"\r\nContent-Type: text/plain\r\n\r\n',
        b'name="add[0][name]"\r\n\r\nred --rose',
    )
    assert multipart.pairs(raw, MEDIA, 10) == [
        ("add[0][name]", "Чай\r\nи кофе"),
        ('a"b', ""),
        ("add[0][name]", "red --rose"),
    ]


def test_files_and_what_has_no_name_are_passed_over() -> None:
    raw = form(b'name="photo"; filename="rose.png"\r\n\r\n\xff', b"\r\n\r\nrose", b'filename="a"; name="b"\r\n\r\n1')
    assert multipart.pairs(b"prologue\r\n" + raw + b"epilogue", MEDIA, 10) == []


def test_without_a_boundary_and_with_too_many_parts_it_is_broken() -> None:
    for media in ("multipart/form-data", "multipart/form-data; boundary="):
        with pytest.raises(multipart.Broken):
            multipart.pairs(form(), media, 10)
    with pytest.raises(multipart.Broken):
        multipart.pairs(form(*[b'name="a"\r\n\r\n'] * 11), MEDIA, 10)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_whatever_is_sent_is_read_or_is_no_text(head: bytes, text: bytes) -> None:
    try:
        multipart.pairs(form(head + b"\r\n\r\n" + text), MEDIA, 10)
    except UnicodeDecodeError:
        assert head + text != (head + text).decode(errors="ignore").encode()
