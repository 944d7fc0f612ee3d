/**
 * What the client does not bear yet. The properties leave it out, so that they find what is new; whoever mends something
 * takes it out here.
 */

/** Values that no property passes, by their names in `hostile-values.ts`. */
export const unbearableValues: ReadonlySet<string> = new Set([
  // They throw when they are looked at, and that comes out of a call instead of a `PrefactorClientError`.
  'a getter that throws',
  'getters that throw',
  'a proxy that refuses everything',
  'a proxy of a function that refuses everything',
  'a proxy of an array that refuses everything',
  'a revoked proxy',
  'a revoked proxy of an array',
  // Each of its four billion places is looked at.
  'an array of a great length',
]);

/** How calls may fail with some arguments, which is not how they should. */
export const badRefusals: readonly RegExp[] = [
  // Anything is taken for a signal.
  /^execute of a retry policy, .*: fails with TypeError: signal\?\.throwIfAborted is not a function/,
  // Text that is not well-formed, in a query.
  /: fails with URIError: URI malformed/,
  // A query without end.
  /\d\.(extraQuery|query.*?) is .*: fails with RangeError: Maximum call stack size exceeded/,
  // A query that the serialiser of queries does not take.
  /\d\.(extraQuery|query.*?) is .*: fails with Error: Deeply-nested arrays/,
  // Two delays are compared before it is known whether they are numbers.
  /^(a retry policy|a client), .*RetryDelay is .*: fails with (TypeError: Cannot convert|RangeError: Maximum call|Error: a value)/,
];

/** Ways of writing the token in which errors show it, when a server repeats it. */
export const shownWritings: ReadonlySet<string> = new Set([
  'percent-encoded',
  'as HTML',
  // Of JSON that is cut off, or otherwise none, the beginning is shown as it is.
  'as JSON with escapes',
  // Where the answer ends in the middle of it.
  'cut off',
]);

/**
 * The longest texts of an answer. What a server says can be of any length, and then stands in the `message`, `code`,
 * `body` and `requestId` of an error.
 */
export const longestText = 500;

/** Where in an error an answer may stand as a whole: undici shows one that is no HTTP in `data` of its own error. */
export const longPlaces: readonly string[] = ['.cause.data'];
