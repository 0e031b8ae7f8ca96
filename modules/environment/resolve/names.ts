import type { FleetPlan, RegionNames } from "../topology";

/** Public names of one region. */
export function regionNames(region: string, domain: string): RegionNames {
  return {
    service: `${region}.${domain}`,
    turn: `turn.${region}.${domain}`,
    turnTls: `turns.${region}.${domain}`,
    media: `media.${region}.${domain}`,
  };
}

/** Name of a node: it stays with the address of its slot. */
export function nodeHostname(role: FleetPlan["role"], slot: number, region: string, domain: string): string {
  return `${role}-${slot}.${region}.${domain}`;
}

/** Name that spans the regions. */
export function globalTurnName(domain: string): string {
  return `turn.${domain}`;
}

/** Value of the tag by which nodes find the addresses of their pool. */
export function addressPoolName(environment: string, role: FleetPlan["role"]): string {
  return `${environment}-${role}`;
}

/** Name of a secret in Secrets Manager. */
export function secretName(environment: string, region: string, role: string): string {
  return `webrtc/${environment}/${region}/${role}`;
}

/** SSM parameter to which the image build writes the id of its image. */
export function imageParameter(environment: string, role: "turn" | "media"): string {
  return `/webrtc-stacks/${environment}/images/${role}`;
}
