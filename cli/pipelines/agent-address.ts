import ipaddr from "ipaddr.js";

/** Answers with the address that asks, as text. */
const mirror = "https://checkip.amazonaws.com";

/** Address under which this agent is seen on the internet: that of AGENT_ADDRESS, or what the internet says. */
export async function agentAddress(given = process.env["AGENT_ADDRESS"]): Promise<string> {
  const text = given ?? (await (await fetch(mirror, { signal: AbortSignal.timeout(10_000) })).text()).trim();
  return publicAddress(text);
}

/** The address, if it is one that a firewall of Azure lets in: a public one of IPv4. */
export function publicAddress(text: string): string {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv4.parse(text).range() !== "unicast") {
    throw new Error(`not a public address of IPv4: ${JSON.stringify(text.slice(0, 40))}; set AGENT_ADDRESS`);
  }
  return text;
}
