import { parse } from "valibot";
import { type PageConfig, pageConfig } from "./page-config";

/** Reads the configuration of this deployment. */
export async function loadPageConfig(): Promise<PageConfig> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`The page does not know its servers (config.json: ${response.status}).`);
  }
  return parse(pageConfig, await response.json());
}
