import type { Services } from "../api/services";
import { once } from "../core/once";
import { composeOnAzure } from "./compose";
import { ContextJournal } from "./context-journal";
import { registerFunctions } from "./register";

/** What the Functions host loads. */
const journal = new ContextJournal();
registerFunctions(
  once((): Services => composeOnAzure(process.env, journal)),
  journal,
);
