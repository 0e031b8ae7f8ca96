import { parse } from "valibot";
import { type PageConfig, pageConfig } from "./page-config";
import { PlainError } from "./signaling/plain-words";

/** Reads the configuration of this deployment. */
export async function loadPageConfig(): Promise<PageConfig> {
  try {
    return parse(pageConfig, await (await fetch("/config.json", { cache: "no-cache" })).json());
  } catch (error) {
    console.error("config.json cannot be used", error);
    throw new PlainError("The page does not know its servers. Load it again.");
  }
}
