/** An Azure region, as far as the project computes with it. */
export interface AzureRegion {
  readonly name: string;
  /** Short form for names with a tight limit. */
  readonly code: string;
  /** Second octet of the virtual network `10.N.0.0/16`: one of its own, clear of the regions of AWS. */
  readonly networkOctet: number;
  /** Number of availability zones; 0 where the region has none. */
  readonly zones: 0 | 3;
  /** Regions where static web apps can be made, nearest first. */
  readonly pageRegions: readonly PageRegion[];
}

/** Regions that make static web apps; their content is served from everywhere (Azure Static Web Apps documentation). */
export type PageRegion = "westeurope" | "eastus2" | "centralus" | "westus2" | "eastasia";

const europe: readonly PageRegion[] = ["westeurope", "eastus2", "centralus", "westus2", "eastasia"];
const america: readonly PageRegion[] = ["eastus2", "centralus", "westus2", "westeurope", "eastasia"];
const asia: readonly PageRegion[] = ["eastasia", "westus2", "westeurope", "centralus", "eastus2"];

/** Regions that have every service of the topology, Flex Consumption among them (Azure documentation, November 2026). */
const known: readonly (readonly [
  name: string,
  code: string,
  octet: number,
  zones: 0 | 3,
  page: readonly PageRegion[],
])[] = [
  ["westeurope", "weu", 150, 3, europe],
  ["northeurope", "neu", 151, 3, ["westeurope", "eastus2", "centralus", "westus2", "eastasia"]],
  ["germanywestcentral", "gwc", 152, 3, europe],
  ["francecentral", "frc", 153, 3, europe],
  ["swedencentral", "sdc", 154, 3, europe],
  ["norwayeast", "nwe", 155, 3, europe],
  ["switzerlandnorth", "szn", 156, 3, europe],
  ["italynorth", "itn", 157, 3, europe],
  ["spaincentral", "spc", 158, 3, europe],
  ["uksouth", "uks", 159, 3, europe],
  ["eastus", "eus", 170, 3, america],
  ["eastus2", "eu2", 171, 3, america],
  ["centralus", "cus", 172, 3, ["centralus", "eastus2", "westus2", "westeurope", "eastasia"]],
  ["southcentralus", "scu", 173, 3, ["centralus", "eastus2", "westus2", "westeurope", "eastasia"]],
  ["westus2", "wu2", 174, 3, ["westus2", "centralus", "eastus2", "westeurope", "eastasia"]],
  ["westus3", "wu3", 175, 3, ["westus2", "centralus", "eastus2", "westeurope", "eastasia"]],
  ["canadacentral", "cac", 176, 3, america],
  ["brazilsouth", "brs", 177, 3, america],
  ["australiaeast", "aue", 190, 3, asia],
  ["japaneast", "jpe", 191, 3, asia],
  ["koreacentral", "krc", 192, 3, asia],
  ["southeastasia", "sea", 193, 3, asia],
  ["eastasia", "eas", 194, 3, asia],
  ["centralindia", "inc", 195, 3, asia],
  ["southafricanorth", "san", 196, 3, europe],
  ["uaenorth", "uan", 197, 3, europe],
];

const regions: ReadonlyMap<string, AzureRegion> = new Map(
  known.map(([name, code, networkOctet, zones, pageRegions]) => [
    name,
    { name, code, networkOctet, zones, pageRegions },
  ]),
);

/** Names of all known regions. */
export const azureRegionNames: readonly string[] = [...regions.keys()];

/** Facts of a region; undefined for a name that is not known. */
export function findAzureRegion(name: string): AzureRegion | undefined {
  return regions.get(name);
}
