/** Keeps the token out of everything that is told about a request, even where a server repeats it. */

/** Takes secrets out of text. */
export type Redact = (text: string) => string;

/** @param secrets Tokens, or `Authorization` headers that hold one; absent ones are left out. */
export function createRedact(secrets: readonly (string | undefined)[]): Redact {
  const needles = new Set<string>();
  for (const secret of secrets) {
    const token = secret?.replace(/^Bearer /, '');
    if (!token) continue;
    needles.add(token);
    needles.add(JSON.stringify(token).slice(1, -1));
  }
  return (text) => {
    let redacted = text;
    for (const needle of needles) redacted = redacted.replaceAll(needle, '[redacted]');
    return redacted;
  };
}
