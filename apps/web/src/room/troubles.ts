import { plainWords } from "../signaling/plain-words";
import type { Person } from "./person";

/** What the words about troubles are made of. */
export interface Troubles {
  /** Why no relay can be had; undefined: one can, or nobody has needed any. */
  readonly relays: unknown;
  readonly people: readonly Pick<Person, "name" | "state" | "failing">[];
}

const list = new Intl.ListFormat("en");

/** What goes wrong now, in sentences; each is gone as soon as its cause is. Relays matter only to somebody who has no way yet. */
export function describeTroubles({ relays, people }: Troubles): readonly string[] {
  const failing = people.filter((person) => person.failing).map(({ name }) => name);
  const sentences: string[] = [];
  if (relays !== undefined && people.some(({ state }) => state !== "connected")) {
    sentences.push(`No relay at the moment. ${plainWords(relays)}`);
  }
  if (failing.length > 0) {
    sentences.push(
      `No way to ${list.format(failing)} yet; still trying. The diagnosis page shows what your network lets through.`,
    );
  }
  return sentences;
}
