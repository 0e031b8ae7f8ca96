import { judgeEnvironment } from "../../modules/environment/judge";
import { changed, goodEnvironment } from "../bad-environments/bad-case";

function thrower(): never {
  throw new Error("not for you");
}

const hasItself: Record<string, unknown> = { ...goodEnvironment };
hasItself["tags"] = hasItself;

/** Another object at each look. */
function endless(): unknown {
  return new Proxy({}, { get: endless, ownKeys: () => ["a"], getOwnPropertyDescriptor: described });
}

function described(): PropertyDescriptor {
  return { enumerable: true, configurable: true };
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();

it.each<readonly [string, unknown, string, string]>([
  [
    "a getter that throws",
    {
      ...goodEnvironment,
      get tags() {
        return thrower();
      },
    },
    "tags",
    "not for you",
  ],
  ["a proxy that throws", new Proxy({ ...goodEnvironment }, { ownKeys: thrower }), "", "not for you"],
  ["a proxy that was revoked", revoked.proxy, "", "cannot be read"],
  ["a value that holds itself", hasItself, "tags", "holds itself"],
  ["a value without an end", { ...goodEnvironment, tags: endless() }, "", "levels deep"],
  ["a list without an end", { ...goodEnvironment, notify: new Array(1e9) }, "", "parts"],
  ["a Map", changed(goodEnvironment, { tags: new Map() }), "tags", "class Map"],
  ["a Promise", Promise.resolve(goodEnvironment), "", "class Promise"],
  ["fields of a prototype", Object.create(goodEnvironment), "", "not an object of fields"],
  [
    "a prototype among the fields",
    JSON.parse('{ "__proto__": { "domain": "a.example.com" } }'),
    "__proto__",
    "has that already",
  ],
])("refuses %s at its field", (_, value, path, rule) => {
  expect(judgeEnvironment("bad", value, []).findings).toContainEqual(
    expect.objectContaining({ path, rule: expect.stringContaining(rule) }),
  );
});

it("says of a field that cannot be read only that", () => {
  const value = {
    ...goodEnvironment,
    get domain() {
      return thrower();
    },
    protect: 1,
  };
  expect(judgeEnvironment("bad", value, []).findings.map(({ path }) => path)).toEqual(["domain", "protect"]);
});
