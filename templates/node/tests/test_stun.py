"""The codec against the vectors of RFC 5769."""

import unittest

from webrtc_node import stun

#: Password of the short-term vectors, RFC 5769 section 2.
PASSWORD = b"VOkJxbRl1RmTxUk/WvJxBt"

REQUEST = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
    "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"
)
RESPONSE_IPV4 = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
RESPONSE_IPV6 = bytes.fromhex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed41"
    "80280004c8fb0b4c"
)
LONG_TERM = bytes.fromhex(
    "000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b90000"
    "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
    "0014000b6578616d706c652e6f72670000080014f67024656dd64a3e02b8e0712e85c9a28ca89666"
)


class Rfc5769(unittest.TestCase):
    def test_reads_the_sample_request(self) -> None:
        message = stun.decode(REQUEST)
        self.assertEqual((message.method, message.kind), (stun.BINDING, stun.REQUEST))
        self.assertEqual(message.get(stun.SOFTWARE), b"STUN test client")
        self.assertEqual(message.get(stun.USERNAME), b"evtj:h6vY")
        self.assertTrue(stun.integrity_holds(REQUEST, PASSWORD))
        self.assertTrue(stun.fingerprint_holds(REQUEST))

    def test_reads_the_address_of_the_sample_ipv4_response(self) -> None:
        message = stun.decode(RESPONSE_IPV4)
        self.assertEqual(message.kind, stun.SUCCESS)
        self.assertEqual(message.address(stun.XOR_MAPPED_ADDRESS), ("192.0.2.1", 32853))
        self.assertTrue(stun.integrity_holds(RESPONSE_IPV4, PASSWORD))
        self.assertTrue(stun.fingerprint_holds(RESPONSE_IPV4))

    def test_reads_the_address_of_the_sample_ipv6_response(self) -> None:
        message = stun.decode(RESPONSE_IPV6)
        self.assertEqual(message.address(stun.XOR_MAPPED_ADDRESS), ("2001:db8:1234:5678:11:2233:4455:6677", 32853))
        self.assertTrue(stun.integrity_holds(RESPONSE_IPV6, PASSWORD))
        self.assertTrue(stun.fingerprint_holds(RESPONSE_IPV6))

    def test_makes_the_sample_request_with_long_term_authentication(self) -> None:
        user = "\u30de\u30c8\u30ea\u30c3\u30af\u30b9"
        read = stun.decode(LONG_TERM)
        key = stun.long_term_key(user, "example.org", "TheMatrIX")
        self.assertEqual(read.get(stun.USERNAME), user.encode())
        self.assertTrue(stun.integrity_holds(LONG_TERM, key))
        attributes = tuple(entry for entry in read.attributes if entry[0] != stun.MESSAGE_INTEGRITY)
        made = stun.encode(stun.Message(stun.BINDING, stun.REQUEST, attributes, read.transaction), key, fingerprint=False)
        self.assertEqual(made, LONG_TERM)

    def test_rejects_a_changed_message(self) -> None:
        changed = bytearray(RESPONSE_IPV4)
        changed[40] ^= 1
        self.assertFalse(stun.integrity_holds(bytes(changed), PASSWORD))
        self.assertFalse(stun.fingerprint_holds(bytes(changed)))


class Codec(unittest.TestCase):
    def test_reads_back_what_it_writes(self) -> None:
        for method in (stun.BINDING, stun.ALLOCATE, stun.REFRESH, stun.SEND, stun.CREATE_PERMISSION, stun.CHANNEL_BIND):
            for kind in (stun.REQUEST, stun.INDICATION, stun.SUCCESS, stun.ERROR):
                data = stun.encode(stun.Message(method, kind, ((stun.NONCE, b"odd"),)), b"key")
                message = stun.decode(data)
                self.assertEqual((message.method, message.kind, message.get(stun.NONCE)), (method, kind, b"odd"))
                self.assertTrue(stun.integrity_holds(data, b"key"))
                self.assertTrue(stun.fingerprint_holds(data))

    def test_writes_the_types_of_the_registry(self) -> None:
        wanted = {(stun.ALLOCATE, stun.REQUEST): 0x0003, (stun.ALLOCATE, stun.ERROR): 0x0113, (stun.DATA, stun.INDICATION): 0x0017}
        for (method, kind), number in wanted.items():
            self.assertEqual(stun.encode(stun.Message(method, kind))[:2], number.to_bytes(2, "big"))

    def test_reads_back_addresses_of_both_families(self) -> None:
        for address in (("203.0.113.9", 1), ("2001:db8::9", 65535)):
            value = stun.encode_address(*address, b"x" * 12)
            self.assertEqual(stun.decode_address(value, b"x" * 12), address)

    def test_refuses_what_is_no_message(self) -> None:
        for data in (b"", b"\x40" * 30, REQUEST[:30], REQUEST[:4] + b"\0\0\0\0" + REQUEST[8:], REQUEST[:22] + b"\xff\xff" + REQUEST[24:]):
            with self.assertRaises(stun.StunError):
                stun.decode(data)
