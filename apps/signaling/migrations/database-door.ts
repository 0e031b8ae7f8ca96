import type { Az } from "../../../cli/pipelines/az";

/** The server and where it is. */
export interface DatabaseServer {
  readonly resourceGroup: string;
  /** Name without the domain. */
  readonly name: string;
}

/** Name of the rule while a migration runs. */
const rule = "migration";

/** The firewall of a database server, opened to one address for as long as a migration runs. */
export class DatabaseDoor {
  private wasShut = false;

  constructor(
    private readonly az: Az,
    private readonly server: DatabaseServer,
  ) {}

  /** Lets one address through. A server behind a private endpoint answers nobody else meanwhile. */
  open(address: string): void {
    this.wasShut = this.az(...this.words("show"), "--query", "publicNetworkAccess") === "Disabled";
    if (this.wasShut) {
      this.az(...this.words("update"), "--enable-public-network", "true");
    }
    this.az(...this.rules("create"), "--start-ip-address", address, "--end-ip-address", address);
  }

  /** Shuts it again, as it was before. */
  close(): void {
    try {
      this.az(...this.rules("delete"));
    } finally {
      if (this.wasShut) {
        this.az(...this.words("update"), "--enable-public-network", "false");
      }
    }
  }

  private words(verb: string): readonly string[] {
    return ["sql", "server", verb, "--resource-group", this.server.resourceGroup, "--name", this.server.name];
  }

  private rules(verb: string): readonly string[] {
    const { resourceGroup, name } = this.server;
    return [
      "sql",
      "server",
      "firewall-rule",
      verb,
      "--resource-group",
      resourceGroup,
      "--server",
      name,
      "--name",
      rule,
    ];
  }
}
