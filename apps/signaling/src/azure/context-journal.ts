import { AsyncLocalStorage } from "node:async_hooks";
import type { InvocationContext } from "@azure/functions";
import { logFields } from "../adapters/journal-lines";
import type { Fields, Journal } from "../ports/journal";

/** Log lines of the invocation that is running, as JSON: Application Insights ties them to the request. */
export class ContextJournal implements Journal {
  private readonly current = new AsyncLocalStorage<InvocationContext>();

  /** Runs a task whose lines belong to the invocation. */
  within<R>(context: InvocationContext, task: () => Promise<R>): Promise<R> {
    return this.current.run(context, task);
  }

  count(metric: string, dimensions: Fields = {}): void {
    this.current.getStore()?.info(JSON.stringify({ metric, ...logFields(dimensions) }));
  }

  warn(event: string, fields: Fields = {}): void {
    this.current.getStore()?.warn(JSON.stringify({ event, ...logFields(fields) }));
  }
}
