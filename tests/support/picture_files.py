"""Files of pictures for a test, and what every refusal of one looks like."""

import pytest

from course.pictures.read_photo import PictureError


def put(folder, data, name="picture"):
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(load, path):
    """The message of a refusal, of which all of this must hold whatever the reason."""
    with pytest.raises(PictureError) as caught:
        load(path)
    message = str(caught.value)
    assert message.isascii() and message.isprintable()  # so it has no end of line either
    assert ";" in message  # what is wrong; what would do
    assert len(message) < 450
    return message
