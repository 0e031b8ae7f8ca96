import { pause } from "../../__tests__/integration/go-live/support/programs";
import { addedLatency, type Figure, movedByDeath, movedByHash, throughput } from "./measure";
import { Stage } from "./stage";

/** Prints one line per promise: what was measured, its limit, whether it holds. */
async function main(): Promise<void> {
  const figures: Figure[] = [];
  const small = await Stage.start(3, 200);
  figures.push(...(await addedLatency(small, 200, "with 600 rooms")), await throughput(small, 200));
  await small.stop();

  const large = await Stage.start(10, 10_000);
  // Some rounds of asking every instance: what the router keeps, and what it drops again.
  await pause(10_000);
  figures.push(...(await addedLatency(large, 10_000, "with 100,000 rooms")));
  figures.push({ what: "memory with 100,000 rooms, MB", value: large.megabytes, limit: 120 });
  figures.push(movedByHash(100_000), await movedByDeath(large, 10_000));
  await large.stop();

  const holds = ({ value, limit, atLeast }: Figure): boolean => (atLeast ? value >= limit : value <= limit);
  for (const figure of figures) {
    const { what, value, limit, atLeast } = figure;
    const mark = holds(figure) ? "ok  " : "OVER";
    console.log(`${mark} ${what.padEnd(96)} ${value.toFixed(2).padStart(9)}  limit ${atLeast ? "≥" : "≤"} ${limit}`);
  }
  process.exitCode = figures.every(holds) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
