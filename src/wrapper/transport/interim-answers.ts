/**
 * Answers that come before the answer. HTTP lets a server send them unasked (RFC 9110, section 15.2), and undici skips all
 * but one: it closes a connection on which a `100 Continue` comes that it did not ask for.
 */
import symbols from 'undici/lib/core/symbols.js';

/** Lets undici skip `100 Continue` on a connection that it has just taken over. */
export function skipContinue(socket: object): void {
  const parser: unknown = Reflect.get(socket, symbols.kParser);
  if (typeof parser !== 'object' || parser === null) return;
  const onHead: unknown = Reflect.get(parser, 'onHeadersComplete');
  if (typeof onHead !== 'function') return;
  Reflect.set(parser, 'onHeadersComplete', (status: number, ...more: unknown[]): unknown =>
    Reflect.apply(onHead, parser, [status === 100 ? 102 : status, ...more]),
  );
}
