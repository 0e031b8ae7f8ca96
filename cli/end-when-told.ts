import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends this process with the usual code when it is told to end. What it started ends too, by this process's "exit" event, which a
 * signal alone does not raise.
 *
 * @param consequence what it means, in a sentence
 * @returns takes it back
 */
export function endWhenTold(consequence: string): () => void {
  const end = (signal: NodeJS.Signals): void => {
    console.error(`Ended by ${signal}. ${consequence}`);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) {
    process.on(signal, end);
  }
  return () => {
    for (const signal of signals) {
      process.off(signal, end);
    }
  };
}
