"""The cloud of the lab: metadata that knows each node by its address, AWS, and the one-to-one NAT of Elastic IPs."""

import json
import subprocess
import threading
from typing import Any

from tests import fakes

from .machine import Machine

POOL = "drill-turn"


class Cloud:
    def __init__(self) -> None:
        self.emulator = fakes.Emulator("10.88.0.1", 5000)
        for group in ("/drill/turn", "/drill/media"):
            self.emulator.logs.create_log_group(logGroupName=group)
        self.metadata: dict[str, dict[str, Any]] = {}
        self._mapped: dict[str, str] = {}
        self._lock = threading.Lock()
        self._imds = fakes.FakeImds({}, "169.254.169.254", 80, by_client=self.metadata)
        self._ended = threading.Event()
        self._follower = threading.Thread(target=self._follow_addresses, daemon=True)
        self._follower.start()

    def stop(self) -> None:
        """The next cloud begins with nothing of this one."""
        self._ended.set()
        self._follower.join()
        subprocess.run(["nft", "flush table ip nat"], check=True)
        self._imds.stop()
        self.emulator.reset()
        self.emulator.stop()

    def add_address(self, public: str, pool: str, slot: int, hostname: str) -> None:
        """An Elastic IP with a chosen address, so that the lab's routes know it."""
        self.emulator.ec2.allocate_address(Domain="vpc", Address=public)
        found = self.emulator.ec2.describe_addresses(PublicIps=[public])["Addresses"][0]
        tags = {"AddressPool": pool, "Slot": str(slot), "Hostname": hostname}
        self.emulator.ec2.create_tags(
            Resources=[found["AllocationId"]], Tags=[{"Key": key, "Value": value} for key, value in tags.items()]
        )

    def add_instance(self, machine: Machine) -> None:
        [machine.instance_id] = self.emulator.add_instances(1)
        self.metadata[machine.private] = {
            "instance-id": machine.instance_id,
            "local-ipv4": machine.private,
            "public-ipv4": lambda: self._translate().get(machine.private),
            "autoscaling/target-lifecycle-state": "InService",
            "iam/security-credentials/": "drill",
            "iam/security-credentials/drill": json.dumps(
                {
                    "Code": "Success",
                    "Type": "AWS-HMAC",
                    "AccessKeyId": "drill",
                    "SecretAccessKey": "drill",
                    "Token": "drill",
                    "LastUpdated": "2026-01-01T00:00:00Z",
                    "Expiration": "2036-01-01T00:00:00Z",
                }
            ),
        }

    def end_instance(self, machine: Machine) -> None:
        """What AWS does with an instance's address when it ends; the emulator keeps the association."""
        del self.metadata[machine.private]
        self.emulator.ec2.terminate_instances(InstanceIds=[machine.instance_id])
        for address in self.emulator.ec2.describe_addresses()["Addresses"]:
            if address.get("InstanceId") == machine.instance_id:
                self.emulator.ec2.disassociate_address(AssociationId=address["AssociationId"])

    def take_free_addresses(self, pool: str) -> list[str]:
        """Other nodes, of which the lab has no machine, hold what is free. Says which."""
        holders = []
        found = self.emulator.ec2.describe_addresses(Filters=[{"Name": "tag:AddressPool", "Values": [pool]}])["Addresses"]
        for address in found:
            if not address.get("InstanceId"):
                [other] = self.emulator.add_instances(1)
                self.emulator.ec2.associate_address(AllocationId=address["AllocationId"], InstanceId=other)
                holders.append(other)
        return holders

    def lose_address(self, machine: Machine, pool: str) -> list[str]:
        """Takes a node its Elastic IP, and gives that and every other free one to instances of which the lab has no machine."""
        [held] = self.emulator.ec2.describe_addresses(PublicIps=[self.address_of(machine)])["Addresses"]
        self.emulator.ec2.disassociate_address(AssociationId=held["AssociationId"])
        return self.take_free_addresses(pool)

    def free_addresses(self, holders: list[str]) -> None:
        """The addresses of these instances are free again."""
        for address in self.emulator.ec2.describe_addresses()["Addresses"]:
            if address.get("InstanceId") in holders:
                self.emulator.ec2.disassociate_address(AssociationId=address["AssociationId"])

    def address_of(self, machine: Machine) -> str:
        return self._mapped.get(machine.private, "")

    def actions(self, machine: Machine) -> list[str]:
        return [call["Action"] for call in list(fakes.calls) if call.get("InstanceId") == machine.instance_id]

    def _follow_addresses(self) -> None:
        """An association takes effect in the network a moment after the API took it, as it does in a cloud."""
        while not self._ended.wait(0.1):
            self._translate()

    def _translate(self) -> dict[str, str]:
        """Public addresses by private one, as the network translates them from now on."""
        with self._lock:
            private = {values["instance-id"]: address for address, values in list(self.metadata.items())}
            wanted = {
                private[address["InstanceId"]]: address["PublicIp"]
                for address in self.emulator.ec2.describe_addresses()["Addresses"]
                if address.get("InstanceId") in private
            }
            if wanted != self._mapped:
                lines = ["flush table ip nat"]
                for inner, outer in wanted.items():
                    lines.append(f"add rule ip nat pre ip daddr {outer} dnat to {inner}")
                    lines.append(f"add rule ip nat post ip saddr {inner} ip daddr != 10.88.0.0/24 snat to {outer}")
                subprocess.run(["nft", "-f", "-"], input="\n".join(lines) + "\n", text=True, check=True)
                self._mapped = wanted
            return wanted
