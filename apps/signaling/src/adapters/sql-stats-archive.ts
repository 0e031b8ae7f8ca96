import { UpstreamError } from "../core/errors";
import type { DailyTotals, StatsArchive } from "../ports/stats-archive";
import type { TokenSource } from "../ports/token-source";

const scope = "https://database.windows.net/.default";

/** A paused serverless database takes up to a minute to wake. */
const wakeTimeout = 90_000;

/** Where the totals go. */
export interface SqlTarget {
  /** Host name, such as `sql-example.database.windows.net`. */
  readonly server: string;
  readonly database: string;
}

/**
 * Azure SQL, written once a day in one call of the procedure `stats.store_daily`, so that the database can pause for the rest. The
 * driver is loaded then, not when the function starts.
 */
export class SqlStatsArchive implements StatsArchive {
  constructor(
    private readonly target: SqlTarget,
    private readonly identity: TokenSource,
  ) {}

  async store(days: readonly DailyTotals[]): Promise<void> {
    const { Connection, Request, TYPES } = await import("tedious");
    const token = await this.identity.token(scope);
    const rows = days.flatMap(({ day, counts }) =>
      Object.entries(counts).map(([measure, total]) => ({ day, measure, total })),
    );
    const connection = new Connection({
      server: this.target.server,
      authentication: { type: "azure-active-directory-access-token", options: { token } },
      options: { database: this.target.database, encrypt: true, connectTimeout: wakeTimeout, requestTimeout: 30_000 },
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.on("error", reject);
        connection.connect((failed) => (failed === undefined ? resolve() : reject(failed)));
      });
      await new Promise<void>((resolve, reject) => {
        const request = new Request("stats.store_daily", (failed) => (failed ? reject(failed) : resolve()));
        request.addParameter("totals", TYPES.NVarChar, JSON.stringify(rows));
        connection.callProcedure(request);
      });
    } catch {
      throw new UpstreamError("sql", "failed");
    } finally {
      connection.close();
    }
  }
}
