import { publicAddress } from "../../cli/pipelines/agent-address";
import { mostCharacters, shortened } from "../../cli/pipelines/comment";
import { Firewalls } from "../../cli/pipelines/firewalls";
import { parseTurnUrl } from "../../cli/pipelines/smoke/servers";

/** An Azure CLI that knows a vault and two storage accounts, one of which has no firewall. */
class Cloud {
  readonly calls: string[] = [];

  constructor(
    private readonly vaultAddresses: readonly string[],
    private readonly failing = "",
  ) {}

  readonly az = (...words: readonly string[]): unknown => {
    const line = words.join(" ");
    if (this.failing !== "" && line.includes(this.failing)) {
      throw new Error(`${this.failing} failed`);
    }
    if (line.startsWith("keyvault list")) {
      return [{ name: "vault" }];
    }
    if (line.startsWith("keyvault show")) {
      return this.vaultAddresses;
    }
    if (line.startsWith("storage account list")) {
      return [{ name: "storage", addresses: null }];
    }
    this.calls.push(line.replace(/ --resource-group \S+/, ""));
    return undefined;
  };
}

describe("firewalls", () => {
  it("let an agent through and shut behind it", () => {
    const cloud = new Cloud(["203.0.113.9/32"]);
    const firewalls = new Firewalls(cloud.az, ["group"], "203.0.113.7");
    firewalls.open();
    expect(firewalls.vaultNames).toEqual(["vault"]);
    expect(firewalls.close()).toEqual([]);
    expect(cloud.calls).toEqual([
      "keyvault network-rule add --name vault --ip-address 203.0.113.7/32",
      "storage account network-rule add --account-name storage --ip-address 203.0.113.7",
      "keyvault network-rule remove --name vault --ip-address 203.0.113.7/32",
      "storage account network-rule remove --account-name storage --ip-address 203.0.113.7",
    ]);
  });

  it("leave a rule alone that was there before", () => {
    const cloud = new Cloud(["203.0.113.7/32"]);
    const firewalls = new Firewalls(cloud.az, ["group"], "203.0.113.7");
    firewalls.open();
    firewalls.close();
    expect(cloud.calls.filter((line) => line.startsWith("keyvault"))).toEqual([]);
  });

  it("shut the others where one cannot be shut", () => {
    const cloud = new Cloud([], "keyvault network-rule remove");
    const firewalls = new Firewalls(cloud.az, ["group"], "203.0.113.7");
    firewalls.open();
    expect(firewalls.close()).toEqual([new Error("keyvault network-rule remove failed")]);
    expect(cloud.calls.at(-1)).toMatch(/^storage account network-rule remove/);
  });

  it.each(["10.0.0.1", "127.0.0.1", "203.0.113.7/32", "2001:db8::1", "", "0.0.0.0", "<html>"])(
    "are opened to one public address, not to %j",
    (address) => {
      expect(() => publicAddress(address)).toThrow(/^not a public address/);
    },
  );

  it("take the address of an agent on the internet", () => {
    expect(publicAddress("52.1.2.3")).toBe("52.1.2.3");
  });
});

describe("a plan as a comment", () => {
  it("is shown as it is where it fits, and closes what it opened where it does not", () => {
    expect(shortened("short")).toBe("short");
    const long = shortened(`<details>\n\`\`\`\n${"+ resource\n".repeat(10_000)}`);
    expect(long.length).toBe(mostCharacters);
    expect(long).toMatch(/```\n\n<\/details>\n\nThe rest is in/);
  });
});

describe("the address of a server", () => {
  it.each([
    ["turn:t.example.com:3478?transport=udp", { secure: false, host: "t.example.com", port: 3478, transport: "udp" }],
    ["turns:t.example.com:443?transport=tcp", { secure: true, host: "t.example.com", port: 443, transport: "tcp" }],
    ["turns:t.example.com", { secure: true, host: "t.example.com", port: 5349, transport: "tcp" }],
    ["stun:[2001:db8::1]:3479", { secure: false, host: "2001:db8::1", port: 3479, transport: "udp" }],
  ])("is read as RFC 7065 has it: %s", (url, parts) => {
    expect(parseTurnUrl(url)).toEqual(parts);
  });

  it("is refused where it is none", () => {
    expect(() => parseTurnUrl("turn://t.example.com")).toThrow("not a URL of TURN or STUN");
  });
});
