import { ApiError } from "../signaling/api-error";

/** Tries after the first. */
const tries = 4;
/** Longest wait that is worth it for a person who looks on, seconds. */
const worth = 5;

/** Asks again where that may help soon. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait =
        error instanceof ApiError && error.passing ? (error.retryAfterSeconds ?? 0.3 * 2 ** attempt) : worth + 1;
      if (attempt >= tries || wait > worth) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }
}
