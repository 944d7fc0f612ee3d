/** Finds what `client.request` is asked for: an operation of the document, by template or by concrete path, or none. */
import { type Operation, operations } from '../../generated/operations.ts';
import { refuse, show } from '../validation/rules.ts';

/** An operation and, where the path was a concrete one, the parameters that were read from it. */
export interface Route {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>> | undefined;
}

interface Pattern {
  readonly operation: Operation;
  readonly pattern: RegExp;
}

const documented: readonly Operation[] = Object.values(operations);

// A path with fewer parameters first: `/agent_instance/show` is not an instance called "show".
const patterns: readonly Pattern[] = documented
  .toSorted((a, b) => a.pathParameters.length - b.pathParameters.length)
  .map((operation) => ({
    operation,
    pattern: new RegExp(
      `^${operation.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
    ),
  }));

/**
 * @throws {PrefactorClientError} When the method is none, or the path could lead anywhere but below `apiUrl`.
 */
export function routeOf(givenMethod: string, path: string): Route {
  const method = checkedMethod(givenMethod);
  const template = documented.find((operation) => operation.method === method && operation.path === path);
  if (template !== undefined) return { operation: template, path: undefined };
  checkPath(path);
  return documentedRoute(method, path) ?? { operation: undocumented(method, path), path: undefined };
}

/** The operation of the document that a concrete path belongs to; `undefined` where it belongs to none. */
export function documentedRoute(method: string, path: string): Route | undefined {
  if (!isDecodable(path)) return undefined;
  for (const { operation, pattern } of patterns) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match !== null) {
      const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [
        name,
        decodeURIComponent(value),
      ]);
      return { operation, path: Object.fromEntries(parameters) };
    }
  }
  return undefined;
}

function checkedMethod(method: unknown): string {
  const upper = typeof method === 'string' ? method.toUpperCase() : '';
  if (!/^(DELETE|GET|PATCH|POST|PUT)$/.test(upper)) {
    refuse('invalid_argument', 'request', {
      path: 'method',
      message: `must be GET, POST, PUT, PATCH or DELETE, not ${show(method)}`,
    });
  }
  return upper;
}

function checkPath(path: unknown): void {
  const problem = pathProblem(path);
  if (problem === undefined) return;
  refuse('invalid_argument', 'request', { path: 'path', message: `${problem}, not ${show(path)}` });
}

function pathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string' || !/^\/(?!\/)/.test(path)) return 'must start with one slash';
  if (path.includes('//')) return 'must not have empty segments';
  if (/[?#]/.test(path)) return 'must not have a query or a fragment: give the query in `query`';
  if (/[{}]/.test(path)) return 'must be a path of the document where it has parameters in braces';
  if (!/^[!-~]+$/.test(path) || path.includes('\\'))
    return 'must be percent-encoded text without backslashes';
  if (/%(?![0-9a-f]{2})/i.test(path) || !isDecodable(path)) return 'must be validly percent-encoded';
  const isDots = (segment: string): boolean => /^(\.|%2e){1,2}$/i.test(segment);
  return path.split('/').some(isDots) ? 'must not have segments of dots' : undefined;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Stands in for an operation that the document does not describe: nothing is checked but the envelope. */
function undocumented(method: string, path: string): Operation {
  const writes = method !== 'GET';
  return {
    id: `${method} ${path}`,
    method: method as Operation['method'],
    path,
    pathParameters: [],
    writes,
    key: writes ? 'header' : undefined,
    repeatable: !writes,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: undefined,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: () => true,
  };
}
