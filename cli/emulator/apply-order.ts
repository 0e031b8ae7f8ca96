import type { WorkspaceStack } from "./workspace";

/** Terraform and its provider take about 0.7 GiB and one core each. */
const atOnce = 3;

/**
 * Calls `visit` for every stack as soon as all of those it comes after were visited, several at a time. With `reverse`, a
 * stack is visited when all that came after it were. The first failure stops what has not begun.
 */
export async function visitInOrder(
  stacks: readonly WorkspaceStack[],
  direction: "forward" | "reverse",
  visit: (id: string) => Promise<void>,
): Promise<void> {
  const blockers = new Map(
    stacks.map(({ id, after }) => [
      id,
      direction === "forward"
        ? after.filter((other) => stacks.some((stack) => stack.id === other))
        : stacks.filter((other) => other.after.includes(id)).map((other) => other.id),
    ]),
  );
  const done = new Set<string>();
  const waiting = new Set(blockers.keys());
  const running = new Map<string, Promise<void>>();
  while (waiting.size > 0 || running.size > 0) {
    for (const id of waiting) {
      if (running.size < atOnce && (blockers.get(id) ?? []).every((other) => done.has(other))) {
        waiting.delete(id);
        running.set(
          id,
          visit(id).then(() => {
            running.delete(id);
            done.add(id);
          }),
        );
      }
    }
    if (running.size === 0) {
      throw new Error(`stacks wait for each other: ${[...waiting].join(", ")}`);
    }
    try {
      await Promise.race(running.values());
    } catch (error) {
      await Promise.allSettled(running.values());
      throw error;
    }
  }
}
