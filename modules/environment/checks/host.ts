/** A host name or an IPv4 address: labels of up to 63 letters, digits and hyphens within, 253 characters at most. */
export function isHost(text: string): boolean {
  return (
    text.length <= 253 &&
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text)
  );
}

/** A host with a port behind a colon. */
export function isHostWithPort(text: string): boolean {
  const [, host = "", port] = /^([^:]*):(\d{1,5})$/.exec(text) ?? [];
  return isHost(host) && Number(port) >= 1 && Number(port) <= 65_535;
}

/** One label of a host name. */
export function isHostLabel(text: string): boolean {
  return isHost(text) && !text.includes(".");
}
