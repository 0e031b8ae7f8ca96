import { closedPaths, roomPattern } from "../../../modules/nodes/go-live/paths";
import { roomHashHaproxy } from "../../../modules/nodes/go-live/room-hash-haproxy";
import type { RoomHashInput } from "../../../modules/nodes/go-live/room-hash-input";
import { roomHashNginx } from "../../../modules/nodes/go-live/room-hash-nginx";
import { RenderError } from "../../../modules/nodes/render-error";

const input: RoomHashInput = {
  instances: [
    { host: "10.0.0.1", port: 8080 },
    { host: "10.0.0.2", port: 8080 },
    { host: "10.0.0.3", port: 8080, state: "leaving" },
  ],
  listen: { host: "0.0.0.0", port: 8000 },
  bootstrap: { kind: "closed" },
  healthPort: 8001,
};

const render = {
  nginx: (value: RoomHashInput) => roomHashNginx("nginx.conf", value).content,
  haproxy: (value: RoomHashInput) => roomHashHaproxy("haproxy.cfg", value).content,
};

describe.each(Object.entries(render))("%s in front of several instances", (_, rendered) => {
  it("hashes on the room alone, never on the client's address", () => {
    expect(rendered(input)).not.toMatch(/ip_hash|balance source|hash \$remote_addr|\$binary_remote_addr consistent/);
    expect(rendered(input)).toMatch(/hash \$live_key consistent|balance hash var\(txn\.key\)/);
  });

  it("names none of the closed paths as a place to pass on", () => {
    const places = rendered(input).match(/(?:location|path) .*$/gm) ?? [];
    expect(places.filter((place) => closedPaths.some((path) => place.includes(` ${path} `)))).not.toContainEqual(
      expect.stringMatching(/proxy_pass|use_backend/),
    );
  });

  it("answers the bootstrap by the credentials service or not at all", () => {
    const open = rendered({ ...input, bootstrap: { kind: "service", host: "10.0.0.9", port: 8070 } });
    expect(open).toContain("10.0.0.9:8070");
    expect(rendered(input)).not.toContain("live_bootstrap");
  });

  it("counts clients at the proxy, since the program would count the proxy", () => {
    expect(rendered({ ...input, rateLimit: { perSecond: 5, burst: 10 } })).toContain("429");
    expect(rendered(input)).not.toContain("429");
  });

  it("believes X-Forwarded-For from the named networks only", () => {
    expect(rendered({ ...input, trustedProxies: ["10.9.0.0/16"] })).toContain("10.9.0.0/16");
    expect(rendered(input)).not.toMatch(/real_ip_header|set-src/);
  });

  it("refuses to start without an instance that takes rooms", () => {
    expect(() => rendered({ ...input, instances: [{ host: "10.0.0.3", port: 8080, state: "leaving" }] })).toThrow(
      "No instance takes rooms",
    );
  });

  it.each([
    ["a host that would end the line", { instances: [{ host: "10.0.0.1; evil", port: 8080 }] }],
    ["a port that is none", { instances: [{ host: "10.0.0.1", port: 70000 }] }],
    ["an instance twice", { instances: [input.instances[0], input.instances[0]].flatMap((one) => one ?? []) }],
    ["a range that is none", { trustedProxies: ["10.0.0.0"] }],
  ])("refuses %s", (_what, wrong) => {
    expect(() => rendered({ ...input, ...wrong })).toThrow(RenderError);
  });
});

describe("the ring", () => {
  it("stays the same for the other instances when one is taken off the list", () => {
    const idOf = (content: string, host: string) => new RegExp(`${host}:8080 id (\\d+)`).exec(content)?.[1];
    const [first, ...rest] = input.instances;
    expect(idOf(render.haproxy({ ...input, instances: rest }), "10.0.0.2")).toBe(
      idOf(render.haproxy(input), "10.0.0.2"),
    );
    expect(first?.host).toBe("10.0.0.1");
  });

  it("lets viewers of a leaving instance's rooms in, and no new room", () => {
    const content = render.nginx(input);
    expect(content).toMatch(/upstream live \{[^}]*10\.0\.0\.1[^}]*\}/);
    expect(content).not.toMatch(/upstream live \{[^}]*10\.0\.0\.3[^}]*\}/);
    expect(content).toContain("error_page 404 = @leaving;");
  });
});

describe("a path with a room", () => {
  const publish = new RegExp(roomPattern("publish"));

  it.each(["/api/whip/publish/room_1", `/api/whip/publish/${"a".repeat(64)}`])("takes %s", (path) => {
    expect(publish.test(path)).toBe(true);
  });

  it.each([
    "/api/whip/publish/",
    `/api/whip/publish/${"a".repeat(65)}`,
    "/api/whip/publish/a/b",
    "/api/whip/publish/a.b",
  ])("leaves %s closed", (path) => {
    expect(publish.test(path)).toBe(false);
  });
});
