import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** What keeps Chromium from calling home, and lets it run as root and without a graphics card. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A camera and a microphone that do not exist, and relays on this machine. */
const calls = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
];

/** Starts Chromium. `publicKeyHash`: the one certificate that it takes although nobody vouches for it. */
export function launchChromium(publicKeyHash: string): Promise<Browser> {
  const trust = `--ignore-certificate-errors-spki-list=${publicKeyHash}`;
  return chromium.launch({ executablePath: chromiumPath(), args: [...quiet, ...calls, trust] });
}

function chromiumPath(): string {
  const path = process.env["CHROMIUM"] ?? which("chromium");
  if (path === undefined || !existsSync(path)) {
    throw new Error("Chromium is missing. Install it (apt-get install chromium) or name it in the variable CHROMIUM.");
  }
  return path;
}

function which(program: string): string | undefined {
  try {
    return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
