/** An environment that is wrong in one way, and what has to be said about it. */
export interface BadCase {
  /** What is wrong, in a few words. */
  readonly name: string;
  /** Laid over the good environment; `undefined` takes a field away. */
  readonly change: unknown;
  /** Field that is blamed. */
  readonly path: string;
  /** Part of the rule. */
  readonly rule: string;
  /** Part of the remedy; absent where the rule itself says what is meant. */
  readonly remedy?: string;
  /** Said, but no reason to stop. */
  readonly warning?: true;
}

/** What the changes are laid over. */
export const goodEnvironment = {
  domain: "good.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "turn-janus",
    regions: { "eu-west-1": { zones: 2 } },
    turn: { nodes: 2 },
    media: { engine: "janus", nodes: { min: 1, max: 1 } },
  },
};

/** Lays a change over a value: objects are merged, everything else is replaced, `undefined` removes. */
export function changed(value: unknown, change: unknown): unknown {
  if (!isRecord(value) || !isRecord(change)) {
    return change;
  }
  const keys = [...new Set([...Object.keys(value), ...Object.keys(change)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const part = key in change ? changed(value[key], change[key]) : value[key];
      return part === undefined ? [] : [[key, part]];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
