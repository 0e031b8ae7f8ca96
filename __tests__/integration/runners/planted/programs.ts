import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";

/** Starts a program that nobody ends, and notes its number where the test of the runners looks. */
export function startProgram(options: { readonly detached?: boolean } = {}): void {
  const { pid } = spawn("sleep", ["600"], { stdio: "ignore", ...options });
  appendFileSync(process.env["PLANTED_PROGRAMS"] ?? "", `${pid}\n`);
}
