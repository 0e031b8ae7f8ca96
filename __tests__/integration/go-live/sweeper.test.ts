import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Emulator, emulatorPython } from "../../../cli/emulator/emulator";
import { Bucket, digest } from "./support/bucket";
import { publish } from "./support/clients";
import { type Fate, FlakyStore } from "./support/flaky-store";
import { Instance } from "./support/instances";
import { project, Running, until } from "./support/programs";

const sweeper = join(project, "apps/recording-sweeper/sweeper.py");
let emulator: Emulator;
let flaky: FlakyStore;
let directory: string;
let bucket: Bucket;

beforeAll(async () => {
  emulator = await Emulator.start(join(mkdtempSync(join(tmpdir(), "go-live-emulator-")), "log"));
  flaky = await FlakyStore.start(new URL(emulator.url));
});

afterAll(async () => {
  flaky.stop();
  await emulator.stop();
});

beforeEach(async () => {
  flaky.fates = {};
  flaky.happened = [];
  directory = mkdtempSync(join(tmpdir(), "go-live-records-"));
  bucket = new Bucket(emulator.url, `recordings-${randomBytes(6).toString("hex")}`);
  await bucket.make();
});

function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    RECORD_DIR: directory,
    S3_ENDPOINT: `127.0.0.1:${flaky.port}`,
    S3_USE_SSL: "0",
    S3_PATH_STYLE: "1",
    S3_BUCKET: bucket.name,
    S3_PREFIX: "live",
    S3_ACCESS_KEY: "test",
    S3_SECRET_KEY: "test",
    DELETE_RECORDING_AFTER_UPLOAD: "1",
    SWEEP_SETTLE_SECONDS: "60",
    ...more,
  };
}

function sweepOnce(more: Readonly<Record<string, string>> = {}): { status: number | null; output: string } {
  const done = spawnSync(emulatorPython(), [sweeper, "--once"], {
    env: { ...process.env, ...environment(more) },
    encoding: "utf8",
  });
  return { status: done.status, output: `${done.stdout}${done.stderr}` };
}

/** The sweeper beside this process, which serves the store: it must not wait for it. */
async function sweep(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const running = await Running.start(
    emulatorPython(),
    [sweeper, "--once"],
    ({ output }) => output.includes('"swept"') || output.includes("not complete"),
    environment(more),
  );
  await running.ended;
  return running.output;
}

/** A recording that nobody has written to for a while. */
function record(name: string, content: Buffer, ageSeconds = 600): Buffer {
  const path = join(directory, name);
  writeFileSync(path, content);
  const then = Date.now() / 1000 - ageSeconds;
  utimesSync(path, then, then);
  return content;
}

const onDisk = (): readonly string[] => readdirSync(directory).filter((name) => !name.startsWith("."));

/** Every recording is whole, on the disk or in the store, and no content is in the store twice. */
async function check(recordings: ReadonlyMap<string, Buffer>): Promise<void> {
  const stored = [...(await bucket.versions()).values()].flat();
  const local = onDisk().map((name) => digest(readFileSync(join(directory, name))));
  for (const [name, content] of recordings) {
    const wanted = digest(content);
    expect([name, stored.includes(wanted) || local.includes(wanted)]).toEqual([name, true]);
    expect([name, stored.filter((one) => one === wanted).length > 1]).toEqual([name, false]);
  }
}

const faults: readonly (readonly [string, Fate])[] = [
  ["says 503", "refused"],
  ["breaks off uploads", "cut"],
  ["stores, but its answers get lost", "unanswered"],
  ["gets other bytes than were sent", "changed"],
];

it.each(faults)("loses nothing and stores nothing twice while the store %s", async (_, fate) => {
  const recordings = new Map(
    Array.from({ length: 6 }, (_unused, index) => {
      const name = `room-${index}_track_17000000${index}.${index % 2 === 0 ? "ivf" : "ogg"}`;
      return [name, record(name, randomBytes(50_000 + index))];
    }),
  );
  // Everything fails at first, then some of it, then nothing; what is asked fails too.
  flaky.fates["PUT"] = [...Array<Fate>(20).fill(fate), "passes", fate, "passes", fate, fate];
  flaky.fates["HEAD"] = ["refused", "passes", "passes", "refused", "unanswered"];
  for (let sweeps = 0; sweeps < 6 && onDisk().length > 0; sweeps++) {
    await sweep();
    await check(recordings);
  }
  expect(onDisk()).toEqual([]);
  expect([...(await bucket.versions())].map(([key, versions]) => [key, versions.length])).toEqual(
    [...recordings.keys()].map((name) => [`live/${name}`, 1]),
  );
  expect(flaky.happened.filter((what) => what === `PUT ${fate}`).length).toBeGreaterThan(5);
});

it("does not upload again what the program uploaded and could not delete", async () => {
  const content = record("done_track_1.ivf", randomBytes(1000));
  await bucket.put("live/done_track_1.ivf", content);
  await sweep();
  expect(await bucket.versions()).toEqual(new Map([["live/done_track_1.ivf", [digest(content)]]]));
  expect(onDisk()).toEqual([]);
});

it("keeps another recording under the same key, and puts its own beside", async () => {
  const theirs = randomBytes(1000);
  await bucket.put("live/same_track_1.ivf", theirs);
  const ours = record("same_track_1.ivf", randomBytes(1000));
  await sweep();
  expect(await bucket.versions()).toEqual(
    new Map([
      [`live/same_track_1-${digest(ours).slice(0, 12)}.ivf`, [digest(ours)]],
      ["live/same_track_1.ivf", [digest(theirs)]],
    ]),
  );
});

it("sends a large recording in parts, and takes the store's word for the whole", async () => {
  const content = record("large_track_1.ivf", Buffer.alloc(66 * 1024 * 1024, 7));
  await sweep();
  expect(await bucket.versions()).toEqual(new Map([["live/large_track_1.ivf", [digest(content)]]]));
  expect(onDisk()).toEqual([]);
});

it("keeps recordings on the disk unless it is told to delete them", async () => {
  record("kept_track_1.ivf", randomBytes(1000));
  await sweep({ DELETE_RECORDING_AFTER_UPLOAD: "0" });
  await sweep({ DELETE_RECORDING_AFTER_UPLOAD: "0" });
  expect(onDisk()).toEqual(["kept_track_1.ivf"]);
  expect((await bucket.versions()).get("live/kept_track_1.ivf")).toHaveLength(1);
});

it("leaves recordings alone that are young, or whose room is live; takes them when the program ended", async () => {
  const instance = await Instance.start("recording");
  await publish(instance.port, "on-air");
  record("on-air_track_1.ivf", randomBytes(1000), 100);
  record("young_track_1.ivf", randomBytes(1000), 5);
  record("notes.txt", randomBytes(10));
  const running = await Running.start(
    emulatorPython(),
    [sweeper],
    ({ output }) => output.includes('"swept"'),
    environment({ SWEEP_PROGRAM_URL: instance.origin }),
  );
  expect(onDisk()).toEqual(["notes.txt", "on-air_track_1.ivf", "young_track_1.ivf"]);
  running.signal("SIGTERM");
  await instance.kill();
  await until("the last sweep is done", () => running.output.includes('"last": true'));
  await running.ended;
  expect(onDisk()).toEqual(["notes.txt"]);
  expect([...(await bucket.versions()).keys()]).toEqual(["live/on-air_track_1.ivf", "live/young_track_1.ivf"]);
});

it("says all that is wrong with its settings at once, and shows no value", () => {
  const { status, output } = sweepOnce({ S3_BUCKET: "Not A Bucket", S3_SECRET_KEY: "", SWEEP_SETTLE_SECONDS: "-1" });
  expect(status).toBe(2);
  for (const name of ["S3_BUCKET", "S3_SECRET_KEY", "SWEEP_SETTLE_SECONDS"]) {
    expect(output).toContain(name);
  }
  expect(output).not.toContain("Not A Bucket");
});
