import { borrowRelays } from "./diagnosis/borrow-relays";
import { checkRelay, checkStun, type ServerCheck } from "./diagnosis/check-server";
import { type ServerToTry, serversToTry } from "./diagnosis/server-list";
import { loadPageConfig } from "./load-page-config";
import type { PageConfig } from "./page-config";
import { isHealthy } from "./signaling/api";
import { plainWords } from "./signaling/plain-words";
import { copyOf, element, within } from "./ui/elements";

const run = element("run", HTMLButtonElement);
const summary = element("summary", HTMLParagraphElement);

run.addEventListener("click", () => {
  run.disabled = true;
  diagnose()
    .catch((error: unknown) => {
      summary.textContent = plainWords(error);
    })
    .finally(() => {
      run.disabled = false;
      run.textContent = "Again";
    });
});

async function diagnose(): Promise<void> {
  const bodies = ["endpoints", "relays"].map((id) => element(id, HTMLTableSectionElement));
  for (const body of bodies) {
    body.replaceChildren();
  }
  const config = await loadPageConfig();
  summary.textContent = "Looking at the endpoints …";
  const serving = await checkEndpoints(config);
  const results: ServerCheck[] = [];
  // One after another: they would slow each other down.
  for (const entry of serversToTry(config.stun, await relaysOf(serving))) {
    summary.textContent = `Trying ${entry.host} (${entry.transport}) …`;
    results.push(await showServer(entry));
  }
  const working = results.filter(({ ok }) => ok).length;
  summary.textContent =
    results.length === 0 ? "There is no server to try." : `${working} of ${results.length} servers work from here.`;
}

/** The endpoints that answer. */
async function checkEndpoints(config: PageConfig): Promise<readonly string[]> {
  const serving: string[] = [];
  for (const { key, api } of config.endpoints) {
    const row = addRow("endpoints", key);
    const start = performance.now();
    const healthy = await isHealthy(api);
    fill(row, [result(healthy), healthy ? milliseconds(performance.now() - start) : "–"], healthy);
    serving.push(...(healthy ? [api] : []));
  }
  return serving;
}

async function relaysOf([api]: readonly string[]): Promise<Awaited<ReturnType<typeof borrowRelays>>["iceServers"]> {
  if (api === undefined) {
    return [];
  }
  try {
    return (await borrowRelays(api)).iceServers;
  } catch (error) {
    fill(addRow("relays", "TURN"), [result(false, plainWords(error)), "–", "–", "no credentials"], false);
    return [];
  }
}

async function showServer({ host, transport, server }: ServerToTry): Promise<ServerCheck> {
  const row = addRow("relays", transport);
  fill(row, ["trying …", "", "", host]);
  const check = transport.startsWith("STUN") ? await checkStun(server.urls) : await checkRelay(server);
  const { ok, problem, address, roundTrip } = check;
  fill(row, [result(ok, problem), milliseconds(roundTrip), milliseconds(address), host], ok);
  return check;
}

function addRow(body: string, title: string): HTMLTableRowElement {
  const row = copyOf("row", HTMLTableRowElement);
  within(row, "th", HTMLTableCellElement).textContent = title;
  element(body, HTMLTableSectionElement).append(row);
  return row;
}

function fill(row: HTMLTableRowElement, cells: readonly string[], ok?: boolean): void {
  while (row.cells.length > 1) {
    row.deleteCell(1);
  }
  for (const text of cells) {
    row.insertCell().textContent = text;
  }
  row.dataset["result"] = ok === undefined ? "open" : ok ? "ok" : "failed";
}

function result(ok: boolean, problem = "no answer"): string {
  return ok ? "works" : `fails: ${problem}`;
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? "–" : `${Math.max(1, Math.round(value))} ms`;
}
