import { readFileSync } from "node:fs";
import { join } from "node:path";

const mockCalls: { readonly config: unknown; readonly procedure: string; readonly parameters: unknown[] }[] = [];
const mockState = { connects: true, closed: 0 };

jest.mock("tedious", () => ({
  TYPES: { NVarChar: "nvarchar" },
  Request: class {
    readonly parameters: unknown[] = [];
    constructor(
      readonly procedure: string,
      readonly done: (error?: Error) => void,
    ) {}
    addParameter(...parameter: unknown[]): void {
      this.parameters.push(parameter);
    }
  },
  Connection: class {
    constructor(readonly config: unknown) {}
    on(): void {}
    connect(done: (error?: Error) => void): void {
      done(mockState.connects ? undefined : new Error("Login failed for token eyJ0…"));
    }
    callProcedure(request: { procedure: string; parameters: unknown[]; done: () => void }): void {
      mockCalls.push({ config: this.config, procedure: request.procedure, parameters: request.parameters });
      request.done();
    }
    close(): void {
      mockState.closed += 1;
    }
  },
}));

import { SqlStatsArchive } from "../../../apps/signaling/src/adapters/sql-stats-archive";
import { measures } from "../../../apps/signaling/src/core/stats";

const identity = { token: async (scope: string) => `token-for-${scope}` };
const archive = new SqlStatsArchive({ server: "sql.example.com", database: "stats" }, identity);
const days = [{ day: "2026-11-20", counts: { calls: 6, sessions: 9 } }];

/** A migration without its comments. */
function migration(name: string): string {
  const path = join(__dirname, "../../../apps/signaling/migrations", name);
  return readFileSync(path, "utf8").replace(/--.*$/gm, "");
}

it("hands all days over in one call, encrypted, with a token instead of a password", async () => {
  await archive.store(days);
  const rows = [
    { day: "2026-11-20", measure: "calls", total: 6 },
    { day: "2026-11-20", measure: "sessions", total: 9 },
  ];
  expect(mockCalls).toEqual([
    {
      config: {
        server: "sql.example.com",
        authentication: {
          type: "azure-active-directory-access-token",
          options: { token: "token-for-https://database.windows.net/.default" },
        },
        options: expect.objectContaining({ database: "stats", encrypt: true }),
      },
      procedure: "stats.store_daily",
      parameters: [["totals", "nvarchar", JSON.stringify(rows)]],
    },
  ]);
});

it("closes the connection and says nothing of the server's text when it fails", async () => {
  mockState.connects = false;
  mockState.closed = 0;
  await expect(archive.store(days)).rejects.toThrow(/^sql: failed$/);
  expect(mockState.closed).toBe(1);
});

it("has a procedure that takes what is handed over", () => {
  const sql = migration("001-statistics.sql");
  expect(sql).toContain("PROCEDURE stats.store_daily");
  for (const field of ["day", "measure", "total"]) {
    expect(sql).toContain(`'$.${field}'`);
  }
  expect(Math.max(...measures.map((measure) => measure.length))).toBeLessThanOrEqual(40);
});

it("gives the functions' user one right, and asks the directory nothing", () => {
  const sql = migration("002-function-user.sql");
  expect(sql.match(/\bGRANT\b[^']*/g)?.map((right) => right.trim())).toEqual([
    "GRANT EXECUTE ON OBJECT::stats.store_daily TO",
  ]);
  expect(sql).not.toMatch(/EXTERNAL PROVIDER|ALTER ROLE|sp_addrolemember|db_/i);
  expect(sql).toMatch(/WITH SID = .* TYPE = E/s);
});
