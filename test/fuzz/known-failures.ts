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
