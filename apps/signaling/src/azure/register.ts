import { app } from "@azure/functions";
import { answer, operations } from "../api/operations";
import type { Services } from "../api/services";
import type { ContextJournal } from "./context-journal";
import { fromHttpRequest, toHttpResponse } from "./http-adapter";

/** Rooms and records that one run of a timer looks at. */
const perRun = 500;

/** Registers all functions. `services` is called at the first request, so that a wrong setting is told by every reply and log, not by silence. */
export function registerFunctions(services: () => Services, journal: ContextJournal): void {
  for (const operation of operations()) {
    app.http(operation.name, {
      methods: [operation.method],
      route: operation.route,
      // The platform's keys would have to be in the page; the session token is what is checked.
      authLevel: "anonymous",
      handler: (request, context) =>
        journal.within(context, async () =>
          toHttpResponse(await answer(journal, async () => operation.handle(fromHttpRequest(request), services()))),
        ),
    });
  }
  app.timer("sweep", {
    // Every two minutes: a vanished member is also noticed by the next one who joins or signals.
    schedule: "30 */2 * * * *",
    handler: (_timer, context) =>
      journal.within(context, async () => {
        const gone = await services().rooms.sweep(perRun);
        if (gone > 0) {
          journal.count("members_vanished", { value: gone });
        }
      }),
  });
  app.timer("nightly", {
    schedule: "0 20 2 * * *",
    handler: (_timer, context) =>
      journal.within(context, async () => {
        const { stats, statsArchive, prune } = services();
        await prune(perRun);
        await stats.flush();
        if (statsArchive !== undefined) {
          await stats.archive(statsArchive);
        }
      }),
  });
  app.hook.appTerminate(() => services().stats.flush());
}
