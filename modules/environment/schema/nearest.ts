/** No name of ours is longer, and comparing takes time with the square of it. */
const longest = 100;

/** Letters that a known name has at least for a longer one to be taken for it. */
const shortestStem = 3;

/** The known name that is meant by a misspelt one, or by one that goes on, as "minimum" for "min"; undefined where none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) {
    return undefined;
  }
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= limit || goesOn(wanted, candidate.toLowerCase()))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** `Did you mean "turn"?`, or the list of what there is. */
export function suggestion(name: string, known: readonly string[], label: string): string {
  const meant = nearest(name, known);
  return meant === undefined ? `${label}: ${known.join(", ")}.` : `Did you mean "${meant}"?`;
}

function goesOn(name: string, candidate: string): boolean {
  return candidate.length >= shortestStem && name.startsWith(candidate);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into another. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped && row > 1 && column > 1 ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
