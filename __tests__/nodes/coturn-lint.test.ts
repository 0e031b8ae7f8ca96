import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { lintConfig } from "../../modules/nodes/lint";
import { turnPlan } from "./plans";

const sound = {
  "4.6.1": turnserverConf("turnserver.conf", turnPlan()).content,
  "4.18.0": turnserverConf("turnserver.conf", turnPlan({ coturnVersion: "4.18.0" })).content,
  "4.6.1 with TLS": turnserverConf(
    "turnserver.conf",
    turnPlan({ tls: { mode: "node", certificate: { kind: "secret", secretArn: "arn" } } }),
  ).content,
} as const;

/** Each breaks a sound file in one place; coturn starts with all of them, or exits without saying where. */
const broken: readonly {
  readonly what: string;
  readonly base?: keyof typeof sound;
  readonly from: RegExp | string;
  readonly to: string;
  readonly says: string;
}[] = [
  { what: "unknown key", from: "no-cli", to: "no-cli\nno-loopback-peers", says: "no-loopback-peers" },
  { what: "no-tlsv1_3 on 4.6.1", from: "no-cli", to: "no-cli\nno-tlsv1_3", says: "no-tlsv1_3" },
  { what: "Prometheus on 4.6.1", from: "no-cli", to: "no-cli\nprometheus", says: "prometheus" },
  { what: "drain on 4.6.1", from: "no-cli", to: "no-cli\ndrain-min-allocations=0", says: "drain-min-allocations" },
  { what: "DTLS by name on 4.6.1", from: "no-cli", to: "no-cli\ndtls", says: "dtls: coturn 4.6.1 does not know" },
  { what: "no-tlsv1 on 4.18.0", base: "4.18.0", from: "no-tcp-relay", to: "no-tcp-relay\nno-tlsv1", says: "no-tlsv1" },
  {
    what: "no-tlsv1_1 on 4.18.0",
    base: "4.18.0",
    from: "no-tcp-relay",
    to: "no-tcp-relay\nno-tlsv1_1",
    says: "no-tlsv1_1",
  },
  {
    what: "no-dtls on 4.18.0",
    base: "4.18.0",
    from: "no-tcp-relay",
    to: "no-tcp-relay\nno-dtls",
    says: "does not know this option and starts without it; 4.6 does",
  },
  {
    what: "no-loopback-peers on 4.18.0",
    base: "4.18.0",
    from: "no-tcp-relay",
    to: "no-tcp-relay\nno-loopback-peers",
    says: "no-loopback-peers",
  },
  {
    what: "no-tlsv1_3 on 4.18.0",
    base: "4.18.0",
    from: "no-tcp-relay",
    to: "no-tcp-relay\nno-tlsv1_3",
    says: "no-tlsv1_3",
  },
  {
    what: "no-stun-backward-compatibility on 4.18.0",
    base: "4.18.0",
    from: "no-tcp-relay",
    to: "no-tcp-relay\nno-stun-backward-compatibility",
    says: "no-stun-backward-compatibility",
  },
  { what: "CIDR in the deny list", from: "10.0.0.0-10.255.255.255", to: "10.0.0.0/8", says: "CIDR" },
  { what: "garbage in the deny list", from: "10.0.0.0-10.255.255.255", to: "garbage", says: "garbage" },
  {
    what: "reversed range in the deny list",
    from: "10.0.0.0-10.255.255.255",
    to: "10.255.255.255-10.0.0.0",
    says: "reversed",
  },
  { what: "range of two families", from: "10.0.0.0-10.255.255.255", to: "10.0.0.0-fe80::1", says: "families" },
  { what: ":: alone in the deny list", from: "denied-peer-ip=::1", to: "denied-peer-ip=::", says: 'starts at "::"' },
  { what: "range from ::", from: "denied-peer-ip=::1", to: "denied-peer-ip=::-::1", says: 'starts at "::"' },
  {
    what: "IPv6 range that is no prefix on 4.6.1",
    from: "denied-peer-ip=::1",
    to: "denied-peer-ip=::1\ndenied-peer-ip=2a05::1-2a05::1:0",
    says: "no prefix",
  },
  { what: "missing special range", from: /^denied-peer-ip=169\.254.*\n/m, to: "", says: "169.254.0.0-169.254.255.255" },
  { what: "missing IPv4-mapped range", from: /^denied-peer-ip=::ffff.*\n/m, to: "", says: "IPv4-mapped" },
  { what: "user-quota that is no number", from: /user-quota=\d+/, to: "user-quota=abc", says: "user-quota=abc" },
  { what: "user-quota 0", from: /user-quota=\d+/, to: "user-quota=0", says: "user-quota=0" },
  { what: "no user-quota", from: /user-quota=\d+\n/, to: "", says: "user-quota: missing" },
  { what: "no total-quota", from: /total-quota=\d+\n/, to: "", says: "total-quota: missing" },
  { what: "no max-bps", from: /max-bps=\d+\n/, to: "", says: "max-bps: missing" },
  { what: "no stale-nonce", from: /stale-nonce=\d+\n/, to: "", says: "stale-nonce: missing" },
  {
    what: "min-port above max-port",
    from: /min-port=\d+\nmax-port=\d+/,
    to: "min-port=60000\nmax-port=50000",
    says: "max-port=50000",
  },
  { what: "port over 65535", from: /max-port=\d+/, to: "max-port=70000", says: "max-port=70000" },
  { what: "bps-capacity without max-bps", from: /max-bps=\d+\n/, to: "", says: "bps-capacity: without max-bps" },
  { what: "bps-capacity below max-bps", from: /bps-capacity=\d+/, to: "bps-capacity=1000", says: "below max-bps" },
  {
    what: "lt-cred-mech with no-auth",
    from: "use-auth-secret",
    to: "use-auth-secret\nlt-cred-mech\nno-auth",
    says: "open relay",
  },
  { what: "switch with a word", from: /^fingerprint$/m, to: "fingerprint=maybe", says: "fingerprint=maybe" },
  {
    what: "loopback peers allowed",
    from: "no-multicast-peers",
    to: "no-multicast-peers\nallow-loopback-peers",
    says: "allow-loopback-peers",
  },
  { what: "multicast peers allowed", from: "no-multicast-peers\n", to: "", says: "no-multicast-peers: missing" },
  { what: "TCP relaying allowed", from: "no-tcp-relay\n", to: "", says: "no-tcp-relay: missing" },
  { what: "command line on", from: "no-cli\n", to: "", says: "no-cli: missing" },
  {
    what: "short secret",
    from: "use-auth-secret",
    to: "use-auth-secret\nstatic-auth-secret=north",
    says: "32 characters",
  },
  { what: "comment behind a value", from: /total-quota=(\d+)/, to: "total-quota=$1 # enough", says: "total-quota" },
  {
    what: "external address by name",
    from: /external-ip=.*/,
    to: "external-ip=turn.example.com",
    says: "not an address",
  },
  {
    what: "cipher list of nothing",
    base: "4.6.1 with TLS",
    from: /cipher-list=.*/,
    to: 'cipher-list="NOPE"',
    says: "no cipher",
  },
  {
    what: "cipher list of TLS 1.3 alone",
    base: "4.6.1 with TLS",
    from: /cipher-list=.*/,
    to: 'cipher-list="TLS_AES_256_GCM_SHA384"',
    says: "no cipher",
  },
  {
    what: "TLS behind PROXY protocol",
    base: "4.6.1 with TLS",
    from: "no-tcp-relay",
    to: "no-tcp-relay\ntcp-proxy-port=3470",
    says: "tcp-proxy-port: replaces the TLS listener",
  },
  { what: "no certificate named", base: "4.6.1 with TLS", from: /cert=.*\n/, to: "", says: "cert: missing" },
  { what: "TLS 1.0 offered", base: "4.6.1 with TLS", from: "no-tlsv1\n", to: "", says: "no-tlsv1: missing" },
];

describe("lint of turnserver.conf", () => {
  it.each(Object.entries(sound))("finds nothing in what we render, coturn %s", (_, text) => {
    expect(lintConfig({ path: "turnserver.conf", text, files: false })).toEqual([]);
  });

  it.each(broken)("rejects: $what", ({ base = "4.6.1", from, to, says }) => {
    const text = sound[base].replace(from, to);
    expect(text).not.toBe(sound[base]);
    const messages = lintConfig({ path: "turnserver.conf", text, files: false }).map(({ message }) => message);
    expect(messages.join("\n")).toContain(says);
  });

  it("rejects a certificate that cannot be read, where it looks for files", () => {
    const findings = lintConfig({ path: "turnserver.conf", text: sound["4.6.1 with TLS"], files: true });
    expect(findings.map(({ message }) => message).join("\n")).toMatch(/cert=.*cannot be read/);
  });

  it("names the line", () => {
    const text = `user-quota=abc\n${sound["4.6.1"]}`;
    expect(lintConfig({ path: "x", text, files: false, coturnVersion: "4.6.1" })).toContainEqual(
      expect.objectContaining({ line: 1 }),
    );
  });

  it("asks for the version where the file does not name it", () => {
    expect(lintConfig({ path: "x", text: "realm=x\n", files: false })[0]?.message).toContain("--coturn");
  });

  it("takes one range that holds several blocks", () => {
    const text = sound["4.6.1"]
      .replace("denied-peer-ip=224.0.0.0-239.255.255.255\n", "")
      .replace("240.0.0.0-255.255.255.255", "224.0.0.0-255.255.255.255");
    expect(lintConfig({ path: "x", text, files: false })).toEqual([]);
  });
});
