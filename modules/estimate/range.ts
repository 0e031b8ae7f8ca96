/** Two bounds as people read them, one where they are equal. */
export function range(minimum: number, maximum: number): string {
  const [from, to] = [minimum, maximum].map((bound) => bound.toLocaleString("en-US"));
  return from === to ? `${from}` : `${from}–${to}`;
}
