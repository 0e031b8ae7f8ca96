import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "./chromium";
import { Visitor } from "./visitor";

let browser: Browser;
let child: ChildProcess;
let printed = "";

beforeAll(async () => {
  browser = await launchChromium("");
  child = spawn(process.execPath, ["--import", "tsx", "cli/dev-web.ts"], {
    cwd: join(__dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout?.on("data", (data) => {
    printed += String(data);
  });
  for (let tries = 0; tries < 300 && !printed.includes("Ctrl-C"); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}, 60_000);

afterAll(async () => {
  child.kill("SIGKILL");
  await browser.close();
});

function address(name: string): string {
  return new RegExp(`^${name} +(\\S+)$`, "m").exec(printed)?.[1] ?? "";
}

it("runs everything with one command, and ends it with Ctrl-C", async () => {
  const url = address("Page");
  const [ada, bob] = [
    await Visitor.open(await browser.newContext(), url),
    await Visitor.open(await browser.newContext(), url),
  ];
  await ada.enter({ name: "Ada", relayOnly: true });
  await bob.enter({ name: "Bob", link: ada.link, relayOnly: true });
  expect(await bob.pathTo("Ada")).toBe("relay over udp");
  await ada.say("It runs");
  await bob.hear("It runs");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  for (const name of ["Page", "Functions", "SignalR"]) {
    await expect(fetch(address(name))).rejects.toThrow();
  }
});
