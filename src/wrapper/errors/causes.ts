/** Looks into what was thrown: anything can be, even what has no text, and what happened may hide below what is said. */

// Chains are short; one that somebody has closed to a ring has no end.
const mostCauses = 5;

/** An error and what caused it, outermost first. Of several errors at once, the first stands for all. */
function withCauses(thrown: unknown): Error[] {
  const chain: Error[] = [];
  let error = thrown;
  while (error instanceof Error && chain.length < mostCauses) {
    chain.push(error);
    error = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  }
  return chain;
}

/** The codes of an error and its causes, outermost first: a proxy's refusal hides below a code of undici's own. */
export function codesOf(thrown: unknown): string[] {
  return withCauses(thrown).flatMap((error) =>
    'code' in error && typeof error.code === 'string' ? [error.code] : [],
  );
}

/** The message that tells most, the innermost: fetch hides it below a bare `TypeError: fetch failed`. */
export function innermostMessageOf(thrown: unknown): string | undefined {
  return withCauses(thrown).findLast(({ message }) => message !== '')?.message;
}

/** What something that was thrown says itself. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && thrown.message !== '' ? thrown.message : String(thrown);
  } catch {
    return 'an object without text';
  }
}
