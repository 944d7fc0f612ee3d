/** What is said of something that was thrown: anything can be, even what has no text. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && thrown.message !== '' ? thrown.message : String(thrown);
  } catch {
    return 'an object without text';
  }
}
