import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Connection, Request } from "tedious";
import * as v from "valibot";
import { agentAddress } from "../../../cli/pipelines/agent-address";
import { az } from "../../../cli/pipelines/az";
import { DatabaseDoor } from "./database-door";
import { sqlBatches } from "./sql-batches";

/** A paused database takes a minute to wake, a new rule of the firewall up to five to be known everywhere. */
const patience = { tries: 10, pause: 30_000, connect: 90_000 };

const settings = v.object({
  RESOURCE_GROUP: v.pipe(v.string(), v.minLength(1)),
  /** Host name; empty: the environment keeps no statistics. */
  SQL_SERVER: v.string(),
  SQL_DATABASE: v.string(),
  FUNCTION_IDENTITY_NAME: v.string(),
  FUNCTION_IDENTITY_CLIENT_ID: v.string(),
});

/**
 * Brings the database of statistics to the schema of the functions, as the identity that the Azure CLI is logged in with. Safe to
 * run again.
 */
async function main(): Promise<void> {
  const given = v.parse(settings, process.env);
  if (given.SQL_SERVER === "") {
    console.log("No statistics: there is nothing to migrate.");
    return;
  }
  const files = readdirSync(__dirname)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  const variables = {
    FunctionIdentityName: given.FUNCTION_IDENTITY_NAME,
    FunctionIdentityClientId: given.FUNCTION_IDENTITY_CLIENT_ID,
  };
  const batches = files.map((name) => sqlBatches(readFileSync(join(__dirname, name), "utf8"), variables));
  const door = new DatabaseDoor(az, {
    resourceGroup: given.RESOURCE_GROUP,
    name: given.SQL_SERVER.split(".")[0] ?? "",
  });
  const address = await agentAddress();
  try {
    door.open(address);
    const connection = await connected(given.SQL_SERVER, given.SQL_DATABASE);
    try {
      for (const [index, name] of files.entries()) {
        for (const batch of batches[index] ?? []) {
          await execute(connection, batch);
        }
        console.log(`${given.SQL_SERVER}: ${name}`);
      }
    } finally {
      connection.close();
    }
  } finally {
    door.close();
  }
}

async function connected(server: string, database: string): Promise<Connection> {
  const token = v.parse(
    v.string(),
    az("account", "get-access-token", "--resource", "https://database.windows.net/", "--query", "accessToken"),
  );
  for (let tries = 1; ; tries += 1) {
    try {
      return await connect(server, database, token);
    } catch (error) {
      if (tries === patience.tries) {
        throw error;
      }
      console.log(`${server} does not let us in yet (${error instanceof Error ? error.message : error})`);
      await new Promise((resolve) => setTimeout(resolve, patience.pause));
    }
  }
}

function connect(server: string, database: string, token: string): Promise<Connection> {
  const connection = new Connection({
    server,
    authentication: { type: "azure-active-directory-access-token", options: { token } },
    options: { database, encrypt: true, connectTimeout: patience.connect, requestTimeout: 120_000 },
  });
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.connect((failed) => (failed === undefined ? resolve(connection) : reject(failed)));
  });
}

function execute(connection: Connection, batch: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.execSqlBatch(new Request(batch, (failed) => (failed ? reject(failed) : resolve())));
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
