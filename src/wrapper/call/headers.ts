/** `X-Prefactor-SDK`: who sends, outermost package first. */
import { VERSION } from '../../generated/version.ts';

/** The header's value: the given tokens, then this package's own, none twice. */
export function sdkHeader(upstream: string | undefined): string {
  const tokens = upstream === undefined ? [] : upstream.split(' ');
  return [...new Set([...tokens, `prefactor-http@${VERSION}`])].join(' ');
}
