"""Janus' configuration language, read by the library that Janus reads it with: what is refused here is what Janus cannot read."""

import ctypes
from typing import Self

from .errors import NodeError

#: Of Ubuntu 24.04 and Debian 12. Another major version lays out `_Config` otherwise.
_LIBRARY = "libconfig.so.9"


class _Config(ctypes.Structure):
    """`config_t` of libconfig 1.5, as far as it is read here."""

    _fields_ = [
        ("root", ctypes.c_void_p),
        ("destructor", ctypes.c_void_p),
        ("flags", ctypes.c_ushort),
        ("tab_width", ctypes.c_ushort),
        ("default_format", ctypes.c_short),
        ("include_dir", ctypes.c_char_p),
        ("error_text", ctypes.c_char_p),
        ("error_file", ctypes.c_char_p),
        ("error_line", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    ]


class ConfigFile:
    """A text that could be read. `with` gives its memory back."""

    def __init__(self, library: ctypes.CDLL, text: bytes):
        self._library = library
        self._config = _Config()
        library.config_init(ctypes.byref(self._config))
        # A zero byte would end the text for the library, and not for whoever looks at the file.
        readable = b"\0" not in text and library.config_read_string(ctypes.byref(self._config), ctypes.c_char_p(text))
        if not readable:
            line, reason = self._config.error_line, (self._config.error_text or b"a zero byte").decode()
            self.close()
            raise NodeError(f"line {line}: {reason}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._library.config_destroy(ctypes.byref(self._config))

    def value(self, path: str) -> str:
        """A setting as Janus takes it, which reads numbers and booleans as text; empty where it is missing or a group."""
        config, name = ctypes.byref(self._config), path.encode()
        text, truth, number = ctypes.c_char_p(), ctypes.c_int(), ctypes.c_longlong()
        if self._library.config_lookup_string(config, name, ctypes.byref(text)):
            # Another encoding than UTF-8 is not refused by Janus.
            return (text.value or b"").decode(errors="replace")
        if self._library.config_lookup_bool(config, name, ctypes.byref(truth)):
            return "true" if truth.value else "false"
        if self._library.config_lookup_int64(config, name, ctypes.byref(number)):
            return str(number.value)
        return ""


def load_libconfig() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(_LIBRARY)
    except OSError as error:
        raise NodeError(f"the files of Janus cannot be checked: {error}") from None
