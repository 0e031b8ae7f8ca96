/** Totals of one finished day. */
export interface DailyTotals {
  /** UTC, YYYY-MM-DD. */
  readonly day: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Where the totals of finished days are kept. Writing a day again replaces it. */
export interface StatsArchive {
  store(days: readonly DailyTotals[]): Promise<void>;
}
