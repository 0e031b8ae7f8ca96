import type { Clock } from "../ports/clock";
import type { SecretSource, SecretVersion } from "../ports/secret-source";

/** How long a value is used before it is read again, and how long at most if reading fails, milliseconds. */
const freshFor = 15 * 60_000;
const usableFor = 60 * 60_000;

/** Shortest time between two early reads, so that forged tokens cannot make the function ask the vault without end. */
const earlyReadEvery = 30_000;

/** Remembers a secret for 15 minutes. While the vault is away the last value is used, for an hour at most. */
export class CachedSecret implements SecretSource {
  private known: { readonly versions: readonly SecretVersion[]; readonly at: number } | undefined;
  private triedAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<readonly SecretVersion[]> | undefined;

  constructor(
    private readonly source: SecretSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<readonly SecretVersion[]> {
    return this.known !== undefined && this.age(this.known.at) < freshFor ? this.known.versions : this.readAgain();
  }

  /** Reads before the time, for a caller that misses a value; not more often than every 30 seconds, also while reading fails. */
  async readAgain(): Promise<readonly SecretVersion[]> {
    return this.usable !== undefined && this.age(this.triedAt) < earlyReadEvery ? this.usable : this.refresh();
  }

  private refresh(): Promise<readonly SecretVersion[]> {
    this.reading ??= this.readNow().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readNow(): Promise<readonly SecretVersion[]> {
    this.triedAt = this.clock.now();
    try {
      const versions = await this.source.read();
      this.known = { versions, at: this.clock.now() };
      return versions;
    } catch (error) {
      if (this.usable !== undefined) {
        return this.usable;
      }
      throw error;
    }
  }

  private get usable(): readonly SecretVersion[] | undefined {
    return this.known !== undefined && this.age(this.known.at) < usableFor ? this.known.versions : undefined;
  }

  private age(at: number): number {
    return this.clock.now() - at;
  }
}

/**
 * The value to make new things with: the newest that the other side has surely read. A relay asks for its secrets every
 * few minutes; a credential made with a value it does not know yet would be refused.
 *
 * @param settleSeconds age from which on a value is known everywhere
 */
export function settledVersion(versions: readonly SecretVersion[], now: number, settleSeconds: number): SecretVersion {
  const settled = versions.find((version) => now - version.createdAt >= settleSeconds * 1000) ?? versions.at(-1);
  if (settled === undefined) {
    throw new RangeError("a secret has at least one value");
  }
  return settled;
}
