/** Time, as the logic sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Chance, as the logic sees it. */
export interface Random {
  /** Text of `bytes` unpredictable bytes, base64url. */
  token(bytes: number): string;
  /** 0 ≤ x < 1, for spreading retries; predictable is good enough. */
  fraction(): number;
}
