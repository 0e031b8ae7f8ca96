import { type AzureUserDataInput, azureUserData } from "../../modules/nodes";
import { overlaps } from "../../modules/shared/ports";

const input: AzureUserDataInput = {
  context: { environment: "test", region: "westeurope", domain: "example.com" },
  plan: {
    role: "turn",
    name: "test",
    addressPool: "test",
    nodes: { min: 1, max: 1 },
    instanceType: {
      name: "Standard_D2as_v5",
      vcpus: 2,
      memoryGib: 8,
      architecture: "x86_64",
      baselineMegabitsPerSecond: 12_500,
      burstable: false,
      dollarsPerHour: 0.1,
    },
    image: { kind: "mutable", parameter: "a:b:c:d" },
    placement: "spread",
    volumeGib: 30,
    lifecycle: { launchTimeoutSeconds: 900, drainHeartbeatSeconds: 600, drainLimitSeconds: 14_400 },
    warmPoolSize: 0,
    schedules: [],
    ports: [],
    logRetentionDays: 30,
    realm: "example.com",
    coturnVersion: "4.6.1",
    relay: { from: 49_152, to: 65_535 },
    tls: { mode: "off" },
    limits: {
      allocationsPerUser: 12,
      allocationsPerNode: 600,
      bytesPerSecondPerAllocation: 375_000,
      bytesPerSecondPerNode: 225_000_000,
    },
    scaling: { targetBytesOutPerMinute: 1, targetAllocations: 1, scaleInPercentOfTarget: 40 },
  },
  address: { private: "10.0.0.4", public: "203.0.113.7", hostname: "turn-1.example.com" },
  identityClientId: "11111111-1111-4111-8111-111111111111",
  vaultUri: "https://vault.example",
  secretName: "turn-shared-secret",
  certificate: "turn",
  bundle: { url: "https://storage.example/bundle", sha256: "0".repeat(64) },
};

/** Content of a file that the first boot writes. */
function file(path: string): string {
  const [, rest = ""] = azureUserData(input).split(`  - path: ${path}\n`);
  const [, content = ""] = rest.split("content: |\n");
  return content.split(/\n(?= {0,5}\S)/)[0] ?? "";
}

describe("the first boot of a TURN node on Azure", () => {
  it("keeps its own questions off the relay ports, which the security group keeps from the resolver, before it asks any", () => {
    const text = azureUserData(input);
    const [, from, to] =
      /^bootcmd:\n {2}- \[sysctl, -qw, "net.ipv4.ip_local_port_range=(\d+) (\d+)"\]$/m.exec(text) ?? [];
    expect(overlaps({ from: Number(from), to: Number(to) }, input.plan.relay)).toBe(false);
    expect(Number(to) - Number(from)).toBeGreaterThan(4096);
  });

  it("tells the node services its addresses, and to take secrets and certificate from memory", () => {
    expect(JSON.parse(file("/etc/webrtc/parameters.json"))).toMatchObject({
      platform: "given",
      engine: "coturn",
      address: { private: "10.0.0.4", public: "203.0.113.7", hostname: "turn-1.example.com" },
      secrets: { turn: "/run/webrtc-azure/turn-secret" },
      certificate: { kind: "files", directory: "/run/webrtc-azure/tls" },
    });
  });

  it("names the secret and the bundle with its digest, and holds no value", () => {
    const settings = JSON.parse(file("/etc/webrtc/azure.json"));
    expect(settings).toMatchObject({ secret: "turn-shared-secret", certificate: "turn" });
    expect(settings.sha256).toBe(input.bundle.sha256);
  });

  it("reads secrets before it applies the bundle", () => {
    const commands = azureUserData(input).slice(azureUserData(input).indexOf("runcmd:"));
    expect(commands.indexOf("webrtc-azure-secrets.service")).toBeGreaterThan(0);
    expect(commands.indexOf("webrtc-azure-secrets.service")).toBeLessThan(commands.indexOf("webrtc-azure, bundle"));
  });

  it("fits what Azure takes, and is refused where it does not", () => {
    expect(Buffer.byteLength(azureUserData(input))).toBeLessThan(65_536);
    const tooLong = { ...input, vaultUri: "x".repeat(70_000) };
    expect(() => azureUserData(tooLong)).toThrow("at most 65535 bytes");
  });
});
