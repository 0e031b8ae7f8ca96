import { janusConf } from "../../modules/nodes/janus/janus-conf";
import { lintConfig } from "../../modules/nodes/lint";

const relay = { from: 49_152, to: 65_535 };
const janus = new Map(
  janusConf("janus", { eventLoops: 2, rtp: relay, architecture: "x86_64" }).map(({ path, content }) => [
    path.replace("janus/", ""),
    content,
  ]),
);

const brokenJanus: readonly {
  readonly what: string;
  readonly file: string;
  readonly from: RegExp | string;
  readonly to: string;
  readonly says: string;
}[] = [
  {
    what: "garbage address",
    file: "janus.jcfg",
    from: '"@@public_ip@@"',
    to: '"203.0.113.bad"',
    says: "203.0.113.bad",
  },
  { what: "unknown key", file: "janus.jcfg", from: "ice_lite", to: "ice_light", says: "ice_light" },
  { what: "unknown group", file: "janus.jcfg", from: "media: {", to: "medium: {", says: "medium" },
  {
    what: "syntax error",
    file: "janus.jcfg",
    from: "nat: {",
    to: "nat {",
    says: "Janus goes on with its defaults: no token authentication, no NAT mapping, any port.",
  },
  {
    what: "file that ends too early",
    file: "janus.jcfg",
    from: /\}\s*$/,
    to: "",
    says: "Janus goes on with its defaults: no token authentication, no NAT mapping, any port.",
  },
  {
    what: "transport that cannot be read",
    file: "janus.transport.http.jcfg",
    from: "general: {",
    to: "general {",
    says: "Janus goes on without this transport",
  },
  {
    what: "plugin that cannot be read",
    file: "janus.plugin.videoroom.jcfg",
    from: "general: {",
    to: "general {",
    says: "keys among them, are not in force",
  },
  {
    what: "the package's admin secret",
    file: "janus.jcfg",
    from: "@@janus_admin_secret@@",
    to: "janusoverlord",
    says: "janusoverlord",
  },
  {
    what: "short admin secret",
    file: "janus.jcfg",
    from: "@@janus_admin_secret@@",
    to: "north-north",
    says: "32 characters",
  },
  { what: "no authentication", file: "janus.jcfg", from: /token_auth_secret = .*/, to: "", says: "anybody" },
  {
    what: "tokens that nobody checks",
    file: "janus.jcfg",
    from: "token_auth = true",
    to: "token_auth = false",
    says: "checks no signature",
  },
  {
    what: "no public address",
    file: "janus.jcfg",
    from: /nat_1_1_mapping = .*/,
    to: "",
    says: "nat_1_1_mapping: missing",
  },
  {
    what: "a relay for Janus itself",
    file: "janus.jcfg",
    from: "nat: {",
    to: 'nat: {\n\tturn_server = "turn.example.com"',
    says: "relay its own media",
  },
  { what: "no event loops", file: "janus.jcfg", from: /event_loops = .*/, to: "", says: "event_loops: missing" },
  { what: "reversed RTP range", file: "janus.jcfg", from: /"\d+-\d+"/, to: '"40000-20000"', says: "40000-20000" },
  { what: "bound to every address", file: "janus.jcfg", from: /\tinterface = .*/, to: "", says: "interface: missing" },
  {
    what: "API on every address",
    file: "janus.transport.http.jcfg",
    from: /\tip = .*/,
    to: "",
    says: "general.ip: missing",
  },
  {
    what: "admin API in public",
    file: "janus.transport.http.jcfg",
    from: '"127.0.0.1"',
    to: '"10.0.0.4"',
    says: "loopback",
  },
  {
    what: "WebSockets on every address",
    file: "janus.transport.websockets.jcfg",
    from: /\tws_ip = .*/,
    to: "",
    says: "ws_ip: missing",
  },
  {
    what: "admin over WebSockets",
    file: "janus.transport.websockets.jcfg",
    from: "admin_ws = false",
    to: "admin_ws = true",
    says: "admin_ws",
  },
  ...['"yes"', '"TRUE"', "1"].map((on) => ({
    what: `admin over WebSockets, in another word for true: ${on}`,
    file: "janus.transport.websockets.jcfg",
    from: "admin_ws = false",
    to: `admin_ws = ${on}`,
    says: "admin_ws",
  })),
  {
    what: "rooms that anybody makes",
    file: "janus.plugin.videoroom.jcfg",
    from: /\tadmin_key = .*/,
    to: "",
    says: "admin_key: missing",
  },
  {
    what: "demo room",
    file: "janus.plugin.videoroom.jcfg",
    from: /$/,
    to: 'room-1234: {\n\tdescription = "Demo Room"\n\tsecret = "adminpwd"\n}\n',
    says: "room-1234",
  },
];

describe("lint of Janus' files", () => {
  it.each([...janus])("finds nothing in what we render: %s", (path, text) => {
    expect(lintConfig({ path, text, files: false })).toEqual([]);
  });

  it.each(brokenJanus)("rejects: $what", ({ file, from, to, says }) => {
    const sound = janus.get(file) ?? "";
    const text = sound.replace(from, to);
    expect(text).not.toBe(sound);
    const messages = lintConfig({ path: file, text, files: false }).map(({ message }) => message);
    expect(messages.join("\n")).toContain(says);
  });
});
