/** What the stand-in in `worker` exports beside the host's own interface. */
declare module "@azure/functions-core" {
  import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";

  /** A function as it was registered. */
  export interface Registration {
    readonly name: string;
    readonly bindings: Readonly<
      Record<string, { readonly type: string; readonly route?: string; readonly methods?: readonly string[] }>
    >;
    /** Timers get an object in place of the request and give nothing back. */
    readonly callback: (
      request: HttpRequest | object,
      context: InvocationContext,
    ) => Promise<HttpResponseInit | undefined>;
  }

  export const registrations: readonly Registration[];
  export const terminators: readonly ((context: object) => Promise<void>)[];
}
