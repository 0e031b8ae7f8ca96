import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseDoor } from "../../../apps/signaling/migrations/database-door";
import { sqlBatches } from "../../../apps/signaling/migrations/sql-batches";

const variables = {
  FunctionIdentityName: "webrtc-prod-westeurope-functions",
  FunctionIdentityClientId: "11111111-1111-4111-8111-111111111111",
};

function migration(name: string): readonly string[] {
  return sqlBatches(readFileSync(join(__dirname, "../../../apps/signaling/migrations", name), "utf8"), variables);
}

describe("a migration", () => {
  it("goes to the database batch by batch, as sqlcmd would send it", () => {
    const batches = migration("001-statistics.sql");
    expect(batches.map((batch) => batch.split(/\s+/).slice(0, 3).join(" "))).toEqual([
      "SET XACT_ABORT ON;",
      "IF SCHEMA_ID(N'stats') IS",
      "IF OBJECT_ID(N'stats.daily_total', N'U')",
      "CREATE OR ALTER",
    ]);
  });

  it("names the functions' identity, and nothing is left to fill in", () => {
    const text = migration("002-function-user.sql").join("\n");
    expect(text).toContain(`N'${variables.FunctionIdentityName}'`);
    expect(text).toContain(`N'${variables.FunctionIdentityClientId}'`);
    expect(text).not.toContain("$(");
  });

  it.each(["x'; DROP TABLE stats.daily_total --", "", "a b", undefined])(
    "refuses a value that could end its quotes: %j",
    (value) => {
      const given = value === undefined ? {} : { Name: value };
      expect(() => sqlBatches("SELECT N'$(Name)'", given)).toThrow(/^Name: /);
    },
  );
});

describe("the firewall of the database", () => {
  const server = { resourceGroup: "group", name: "sql" };

  function openAndClose(publicAccess: string, failing = ""): readonly string[] {
    const calls: string[] = [];
    const az = (...words: readonly string[]): unknown => {
      const line = words.join(" ").replace(/ --resource-group group| --server sql| --name \w+/g, "");
      calls.push(line);
      if (failing !== "" && line.includes(failing)) {
        throw new Error("refused");
      }
      return line.includes("show") ? publicAccess : undefined;
    };
    const door = new DatabaseDoor(az, server);
    door.open("203.0.113.7");
    try {
      door.close();
    } catch {
      calls.push("failed");
    }
    return calls;
  }

  const rule = "sql server firewall-rule create --start-ip-address 203.0.113.7 --end-ip-address 203.0.113.7";

  it("opens for one address and shuts again", () => {
    expect(openAndClose("Enabled")).toEqual([
      "sql server show --query publicNetworkAccess",
      rule,
      "sql server firewall-rule delete",
    ]);
  });

  it("hides a server again that was hidden, even if its rule stays", () => {
    expect(openAndClose("Disabled", "delete")).toEqual([
      "sql server show --query publicNetworkAccess",
      "sql server update --enable-public-network true",
      rule,
      "sql server firewall-rule delete",
      "sql server update --enable-public-network false",
      "failed",
    ]);
  });
});
