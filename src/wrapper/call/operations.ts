/** The operations of the document: by id, by bulk type, and by what `client.request` is asked for. */
import { operations as documented, type OperationId, sharedSchemas } from '../../generated/operations.ts';
import { refuse, show } from '../validation/rules.ts';
import { type FillIn, fillIn } from '../validation/schema-defaults.ts';
import { answerValidator, requestValidator, type Validator } from '../validation/schema-validator.ts';

/** What the client knows of an operation besides its types. */
export interface Operation {
  readonly id: string;
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Template with `{name}` for each path parameter. */
  readonly path: string;
  readonly pathParameters: readonly string[];
  readonly writes: boolean;
  /** Where an idempotency key goes: into body and header, into each bulk item, into the header alone, or nowhere. */
  readonly key: 'body' | 'items' | 'header' | undefined;
  /** Whether doing it twice is the same as doing it once, key or no key. */
  readonly repeatable: boolean;
  /** Whether all it does is lead to a state, so that being there already means that it was done. */
  readonly leadsToState: boolean;
  readonly bodyTimestamps: readonly Path[];
  readonly queryTimestamps: readonly Path[];
  /** Those of its bulk item, which has body and query in one. */
  readonly itemTimestamps: readonly Path[];
  /** The `_type` of this operation as a bulk item. */
  readonly bulkType: string | undefined;
  /** The timestamps of its bulk item that mean "now" where they are absent or null. */
  readonly nowWhenAbsent: readonly {
    readonly path: Path;
    /** Unless the `status` beside the timestamp is one of these. */
    readonly unlessStatus: readonly string[];
  }[];
  /** What callers record, in the body and likewise in the bulk item. */
  readonly payloads: readonly PayloadPlace[];
  /** Where its bulk item names the agent instance and the agent span it is about. */
  readonly subject: { readonly instance: Path | undefined; readonly span: Path | undefined };
  readonly checkBody: Validator | undefined;
  readonly checkQuery: Validator | undefined;
  readonly checkBulkItem: Validator | undefined;
  readonly checkSuccess: Validator;
  /** Fills in what the caller left out of the body, or of the bulk item. */
  readonly fillBody: FillIn | undefined;
  readonly fillBulkItem: FillIn | undefined;
}

/** Names of fields from the outermost to the innermost. */
export type Path = readonly string[];

/** Where a payload is. */
export interface PayloadPlace {
  readonly path: Path;
  /** The field that says whether the payload marks sensitive values; `undefined` where it cannot. */
  readonly sensitiveFlag: Path | undefined;
}

/** An operation that a bulk request can carry: any but the bulk request itself. */
export type ItemOperation = Operation & { readonly id: Exclude<OperationId, 'executeBulk'> };

/** Whether it changes the fields that it is given: a null then clears one. */
const isUpdate = (method: string): boolean => method === 'PUT' || method === 'PATCH';

/** What an item is about that is about neither. */
const nothing = { instance: undefined, span: undefined };

/** The operations of the document by id. */
export const operations = Object.fromEntries(
  Object.entries(documented).map(
    ([id, { bodySchema, querySchema, bulkItemSchema, successSchema, ...facts }]) => [
      id,
      {
        ...facts,
        subject: { ...nothing, ...facts.subject },
        payloads: facts.payloads.map((place) => ({ sensitiveFlag: undefined, ...place })),
        itemTimestamps: [...facts.bodyTimestamps, ...facts.queryTimestamps],
        checkBody: bodySchema && requestValidator(bodySchema),
        checkQuery: querySchema && requestValidator(querySchema),
        checkBulkItem: bulkItemSchema && requestValidator(bulkItemSchema),
        checkSuccess: answerValidator(successSchema),
        fillBody: bodySchema && fillIn(bodySchema, isUpdate(facts.method)),
        fillBulkItem: bulkItemSchema && fillIn(bulkItemSchema, isUpdate(facts.method)),
      } satisfies Operation,
    ],
  ),
) as unknown as { readonly [Id in OperationId]: Operation & { readonly id: Id } };

/** Whether the document has an operation of this id. */
export function isDocumented(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

/** Checks a bulk item of a type that the document does not describe. */
export const checkOtherBulkItem = requestValidator(sharedSchemas.otherBulkItem);

/** Checks the body of an error answer. */
export const checkErrorEnvelope = answerValidator(sharedSchemas.errorEnvelope);

/** Checks one output of a bulk request, whatever its type. */
export const checkBulkOutput = answerValidator(sharedSchemas.bulkOutput);

const all: readonly Operation[] = Object.values(operations);

/** Where an operation that the document does not describe may have a payload: wherever others have one. */
export const payloadsAnywhere: readonly PayloadPlace[] = [
  ...new Set(all.flatMap(({ payloads }) => payloads.map(({ path }) => path.join('.')))),
].map((path) => ({ path: path.split('.'), sensitiveFlag: undefined }));

const byType = new Map<string, ItemOperation>();
for (const operation of Object.values(operations)) {
  if (operation.bulkType !== undefined) byType.set(operation.bulkType, operation as ItemOperation);
}

/** The operation that a bulk type stands for; `undefined` for a type that the document does not describe. */
export function operationOfType(type: unknown): ItemOperation | undefined {
  return typeof type === 'string' ? byType.get(type) : undefined;
}

/** An operation and, where the path was a concrete one, the parameters that were read from it. */
export interface Route {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>> | undefined;
}

interface Pattern {
  readonly operation: Operation;
  readonly pattern: RegExp;
}

// A path with fewer parameters first: `/agent_instance/show` is not an instance called "show".
const patterns: readonly Pattern[] = all
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
  const template = all.find((operation) => operation.method === method && operation.path === path);
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

/** What all paths of the document begin with: `/api/v1`. */
const sharedPath = all.reduce((shared, { path }) => {
  let common = shared;
  while (!path.startsWith(`${common}/`)) common = common.slice(0, common.lastIndexOf('/'));
  return common;
}, all[0]?.path ?? '');

/** A path without what of it belongs to the API: the path of an operation at its end, or what all of them begin with. */
export function withoutApiPath(path: string): string {
  const isOfApi = (end: string): boolean =>
    end === sharedPath || patterns.some(({ pattern }) => pattern.test(end));
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    if (isOfApi(path.slice(at))) return path.slice(0, at);
  return path;
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
    leadsToState: false,
    bodyTimestamps: [],
    queryTimestamps: [],
    itemTimestamps: [],
    bulkType: undefined,
    payloads: payloadsAnywhere,
    nowWhenAbsent: [],
    subject: nothing,
    checkBody: undefined,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: () => true,
    fillBody: undefined,
    fillBulkItem: undefined,
  };
}
