import * as v from "valibot";
import type { Az } from "./az";

/** Something behind a firewall that one address is let through for a while. */
interface Door {
  readonly name: string;
  /** Addresses that are let through already. */
  readonly open: readonly string[];
  /** Words of the Azure CLI before `add` or `remove`, and after them. */
  readonly rule: (verb: "add" | "remove", address: string) => readonly string[];
}

const found = v.array(v.object({ name: v.string(), addresses: v.nullish(v.array(v.string())) }));

/** Firewalls of vaults and storage in resource groups, opened to one address for as long as a command runs. */
export class Firewalls {
  private readonly opened: Door[] = [];

  constructor(
    private readonly az: Az,
    private readonly groups: readonly string[],
    private readonly address: string,
  ) {}

  /** Lets the address through wherever it is not yet. A group where nothing is made yet has nothing to open. */
  open(): void {
    for (const door of this.groups.flatMap((group) => [...this.vaults(group), ...this.accounts(group)])) {
      if (!door.open.some((entry) => entry.replace(/\/32$/, "") === this.address)) {
        this.az(...door.rule("add", this.address));
        this.opened.push(door);
      }
    }
  }

  /** Takes back what `open` did, all of it even if a part of it fails. */
  close(): readonly Error[] {
    return this.opened.splice(0).flatMap((door) => {
      try {
        this.az(...door.rule("remove", this.address));
        return [];
      } catch (error) {
        return [error instanceof Error ? error : new Error(String(error))];
      }
    });
  }

  /** Names of the vaults that were opened. */
  get vaultNames(): readonly string[] {
    return this.opened.filter(({ rule }) => rule("add", "")[0] === "keyvault").map(({ name }) => name);
  }

  private vaults(group: string): readonly Door[] {
    // A list names no rules of the network: each vault is asked for its own.
    return this.list("keyvault", group, "[].{name:name}").map(({ name }) => {
      const addresses = this.az(
        "keyvault",
        "show",
        "--name",
        name,
        "--query",
        "properties.networkAcls.ipRules[].value",
      );
      return {
        name,
        open: v.parse(v.nullish(v.array(v.string()), []), addresses),
        rule: (verb, address) => [
          "keyvault",
          "network-rule",
          verb,
          "--name",
          name,
          "--resource-group",
          group,
          "--ip-address",
          `${address}/32`,
        ],
      };
    });
  }

  private accounts(group: string): readonly Door[] {
    const query =
      "[?networkRuleSet.defaultAction=='Deny'].{name:name, addresses:networkRuleSet.ipRules[].ipAddressOrRange}";
    return this.list("storage account", group, query).map(({ name, addresses }) => ({
      name,
      open: addresses ?? [],
      rule: (verb, address) => [
        "storage",
        "account",
        "network-rule",
        verb,
        "--account-name",
        name,
        "--resource-group",
        group,
        "--ip-address",
        address,
      ],
    }));
  }

  private list(kind: string, group: string, query: string): v.InferOutput<typeof found> {
    return v.parse(found, this.az(...kind.split(" "), "list", "--resource-group", group, "--query", query) ?? []);
  }
}
