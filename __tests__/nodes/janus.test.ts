import fc from "fast-check";
import { mediaNodeFiles } from "../../modules/nodes";
import { janusConf } from "../../modules/nodes/janus/janus-conf";
import { lintConfig } from "../../modules/nodes/lint";
import { isGroup, type JcfgValue, parseJcfg } from "../../modules/nodes/lint/jcfg";
import { mediaRanges } from "./arbitrary-plans";
import { context, mediaPlan } from "./plans";

const input = { eventLoops: 4, rtp: { from: 20_000, to: 40_000 }, architecture: "x86_64" } as const;

function value(files: ReturnType<typeof janusConf>, file: string, group: string, name: string): JcfgValue | undefined {
  const text = files.find(({ path }) => path.endsWith(`/${file}`))?.content ?? "";
  const members = parseJcfg(text).get(group)?.value;
  return members !== undefined && isGroup(members) ? members.get(name)?.value : undefined;
}

describe("Janus' configuration", () => {
  const files = janusConf("janus", input);

  it("passes our own linter for every range and number of loops", () => {
    fc.assert(
      fc.property(mediaRanges, fc.integer({ min: 1, max: 192 }), (rtp, eventLoops) => {
        const findings = janusConf("janus", { ...input, rtp, eventLoops }).flatMap(({ path, content }) =>
          lintConfig({ path, text: content, files: false }),
        );
        expect(findings).toEqual([]);
      }),
    );
  });

  it("listens on exactly the ports of the ports table", () => {
    const listened = [
      `udp ${value(files, "janus.jcfg", "media", "rtp_port_range")}`,
      `tcp ${value(files, "janus.transport.http.jcfg", "general", "port")}`,
      `tcp ${value(files, "janus.transport.websockets.jcfg", "general", "ws_port")}`,
      `tcp ${value(files, "janus.transport.http.jcfg", "admin", "admin_port")}`,
    ];
    const table = mediaPlan()
      .ports.filter(({ name }) => name !== "health")
      .map(({ protocol, ports: { from, to } }) => `${protocol} ${from === to ? from : `${from}-${to}`}`);
    expect(listened.sort()).toEqual([...table].sort());
  });

  it("binds media to the private address and tells clients the public one", () => {
    expect([
      value(files, "janus.jcfg", "general", "interface"),
      value(files, "janus.jcfg", "nat", "ice_enforce_list"),
      value(files, "janus.jcfg", "nat", "nat_1_1_mapping"),
      value(files, "janus.jcfg", "nat", "keep_private_host"),
    ]).toEqual(["@@private_ip@@", "@@private_ip@@", "@@public_ip@@", false]);
  });

  it("keeps the admin API on loopback", () => {
    expect(value(files, "janus.transport.http.jcfg", "admin", "admin_ip")).toBe("127.0.0.1");
  });

  it("runs one event loop per vCPU", () => {
    expect(value(files, "janus.jcfg", "general", "event_loops")).toBe(4);
  });

  it("has no room and no stream: whatever the package ships is not read", () => {
    const groups = files
      .filter(({ path }) => path.includes(".plugin."))
      .flatMap(({ path, content }) => [...parseJcfg(content).keys()].map((group) => `${path} ${group}`))
      .filter((entry) => !entry.endsWith(" general"));
    expect(groups).toEqual([]);
  });

  it("reads the libraries of the architecture", () => {
    const arm = janusConf("janus", { ...input, architecture: "arm64" });
    expect(value(arm, "janus.jcfg", "general", "plugins_folder")).toContain("aarch64-linux-gnu");
  });

  it.each([0, -1, 1.5])("refuses %s event loops", (eventLoops) => {
    expect(() => janusConf("janus", { ...input, eventLoops })).toThrow("eventLoops");
  });

  it("runs under a user of its own, which the package does not make", () => {
    const sysusers = mediaNodeFiles(mediaPlan(), context).find(({ path }) => path.endsWith("sysusers.d/janus.conf"));
    expect(sysusers?.content).toContain("u janus");
  });
});
