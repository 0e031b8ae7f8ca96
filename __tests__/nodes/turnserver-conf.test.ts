import fc from "fast-check";
import { turnNodeFiles } from "../../modules/nodes";
import { knowsOption } from "../../modules/nodes/coturn/options";
import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { lintConfig } from "../../modules/nodes/lint";
import { turnPlans } from "./arbitrary-plans";
import { context, coturnVersions, tlsPlans, turnPlan } from "./plans";

const path = "turnserver.conf";

function settings(text: string): readonly { readonly name: string; readonly value: string }[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name = "", value = ""] = line.split(/=(.*)/s);
      return { name, value };
    });
}

function values(text: string, name: string): readonly string[] {
  return settings(text)
    .filter((setting) => setting.name === name)
    .map(({ value }) => value);
}

describe("turnserver.conf", () => {
  it("holds no option that its version of coturn does not know", () => {
    fc.assert(
      fc.property(turnPlans, (plan) => {
        const unknown = settings(turnserverConf(path, plan).content).filter(
          ({ name }) => !knowsOption(plan.coturnVersion, name),
        );
        expect(unknown).toEqual([]);
      }),
    );
  });

  it.each([
    ["4.6.1", []],
    ["4.17.2", [""]],
    ["5.0.0", [""]],
  ])("asks for DTLS by name where coturn %s has that name", (coturnVersion, expected) => {
    const plan = turnPlan({ coturnVersion, tls: { mode: "node", certificate: { kind: "secret", secretArn: "arn" } } });
    expect(values(turnserverConf(path, plan).content, "dtls")).toEqual(expected);
  });

  it.each([
    ["4.6.1", [""]],
    ["4.17.2", []],
    ["4.18.0", []],
  ])("refuses DTLS where coturn %s offers it unasked", (coturnVersion, expected) => {
    const text = turnserverConf(path, turnPlan({ coturnVersion, tls: { mode: "off" } })).content;
    expect(values(text, "no-dtls")).toEqual(expected);
  });

  it("passes our own linter, whatever the plan", () => {
    fc.assert(
      fc.property(turnPlans, (plan) => {
        const text = turnserverConf(path, plan).content;
        expect(lintConfig({ path, text, files: false })).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(coturnVersions.flatMap((version) => tlsPlans.map((tls) => [version, tls] as const)))(
    "listens on exactly the ports of the ports table, coturn %s, TLS %j",
    (coturnVersion, tls) => {
      const plan = turnPlan({ coturnVersion, tls });
      const text = turnserverConf(path, plan).content;
      const [turn, proxy, dtls] = [
        Number(values(text, "listening-port")[0]),
        values(text, "tcp-proxy-port").map(Number),
        values(text, "tls-listening-port").map(Number),
      ];
      const auxiliary = values(text, "aux-server").map((value) => Number(value.split(":")[1]));
      // PROXY protocol replaces the plain TCP listener; an auxiliary listener's UDP side is closed by the packet filter.
      const listened = [
        `udp ${turn}`,
        ...(proxy.length > 0 ? proxy.map((port) => `tcp ${port}`) : [`tcp ${turn}`]),
        ...dtls.flatMap((port) => [`tcp ${port}`, `udp ${port}`]),
        ...auxiliary.map((port) => `tcp ${port}`),
        `udp ${values(text, "min-port")[0]}-${values(text, "max-port")[0]}`,
      ];
      const table = plan.ports
        .filter(({ name }) => name !== "health")
        .map(({ protocol, ports }) =>
          ports.from === ports.to ? `${protocol} ${ports.from}` : `${protocol} ${ports.from}-${ports.to}`,
        );
      expect([...listened].sort()).toEqual([...table].sort());
    },
  );

  it("has metrics on loopback where it is told a port, and asks no package for what it may be built without", () => {
    const plan = turnPlan({ coturnVersion: "4.18.0" });
    const named = (text: string): readonly (readonly string[])[] =>
      ["prometheus-address", "prometheus-port"].map((name) => values(text, name));
    expect(named(turnserverConf(path, { ...plan, metricsPort: 9641 }).content)).toEqual([["127.0.0.1"], ["9641"]]);
    expect(named(turnserverConf(path, plan).content)).toEqual([[], []]);
  });

  it("is refused for metrics of 4.6.1, which has none", () => {
    expect(() => turnserverConf(path, { ...turnPlan(), metricsPort: 9641 })).toThrow("prometheus");
  });

  it("leaves nothing but the two addresses for the boot service", () => {
    fc.assert(
      fc.property(turnPlans, (plan) => {
        const found = new Set(turnserverConf(path, plan).content.match(/@@\w+@@/g));
        expect([...found].sort()).toEqual(["@@private_ip@@", "@@public_ip@@"]);
      }),
      { numRuns: 20 },
    );
  });

  it("holds no secret: the table turn_secret has them", () => {
    const text = turnserverConf(path, turnPlan()).content;
    expect([values(text, "static-auth-secret"), values(text, "user")]).toEqual([[], []]);
  });

  it.each([
    "allocationsPerUser",
    "allocationsPerNode",
    "bytesPerSecondPerAllocation",
    "bytesPerSecondPerNode",
  ] as const)("refuses a limit of 0, which coturn takes for none: %s", (limit) => {
    const plan = turnPlan();
    const broken = { ...plan, limits: { ...plan.limits, [limit]: 0 } };
    expect(() => turnserverConf(path, broken)).toThrow(`limits.${limit}`);
  });

  it.each(["4.7.0", "4.15.0", "4.5.2", "4.17.0", "4.17.1", "4.17", "latest", ""])("refuses version %j", (version) => {
    expect(() => turnserverConf(path, turnPlan({ coturnVersion: version }))).toThrow(
      `coturnVersion = ${JSON.stringify(version)}`,
    );
  });

  it("refuses a reversed relay range", () => {
    expect(() => turnserverConf(path, { ...turnPlan(), relay: { from: 60_000, to: 50_000 } })).toThrow("relay");
  });

  it("refuses more allocations than relay ports", () => {
    expect(() => turnserverConf(path, { ...turnPlan(), relay: { from: 50_000, to: 50_099 } })).toThrow("100");
  });

  it("lies among the boot-time templates of the bundle", () => {
    const files = turnNodeFiles(turnPlan(), context).map((file) => file.path);
    expect(files).toContain("root/etc/webrtc/templates/turnserver.conf");
  });
});
