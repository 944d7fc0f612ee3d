/** What a fault must look like: rules for whatever a test or a file says. */
import { validateHeaderValue } from 'node:http';
import { isDocumented, operationOfType, operations } from '../wrapper/call/operations.ts';
import type { Issue } from '../wrapper/errors/details.ts';
import {
  boolean,
  errorStatusCodes,
  findIssues,
  millisecondsOrZero,
  plainObject,
  positiveCount,
  type Rule,
  refuseIfAny,
  show,
  wholeNumber,
} from '../wrapper/validation/rules.ts';
import type { SandboxFault } from './faults.ts';

const nonEmptyText: Rule = (value) =>
  typeof value === 'string' && value !== '' ? undefined : `must be text, not ${show(value)}`;
const share: Rule = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1
    ? undefined
    : `must be a number from 0 to 1, not ${show(value)}`;

const listOf =
  (what: string, isOne: (name: string) => boolean): Rule =>
  (value) => {
    if (!Array.isArray(value)) return `must be an array of ${what}, not ${show(value)}`;
    const wrong = value.find((one) => typeof one !== 'string' || !isOne(one));
    return wrong === undefined ? undefined : `has ${show(wrong)}, which is none of the ${what}`;
  };

const someFields: Rule = (value) => {
  const problem = plainObject(value);
  if (problem !== undefined) return problem;
  try {
    return JSON.stringify(value) === '{}' ? 'must have at least one field' : undefined;
  } catch {
    return 'must be an object that JSON can hold';
  }
};

const ids = `operations ${Object.keys(operations).join(', ')}`;
const types = Object.values(operations).flatMap(({ bulkType }) => bulkType ?? []);

const anyScope = {
  fault: nonEmptyText,
  keys: listOf('idempotency keys', (key) => key !== ''),
  contains: someFields,
  share,
  times: positiveCount,
  from: millisecondsOrZero,
  until: millisecondsOrZero,
};
const scope = { ...anyScope, operations: listOf(ids, isDocumented) };
const retryAfterRule: Rule = (value) =>
  typeof value === 'number' ? wholeNumber(value) : (nonEmptyText(value) ?? headerValue(value));

const rulesOf: Readonly<Record<SandboxFault['fault'], Readonly<Record<string, Rule>>>> = {
  status: {
    ...scope,
    applied: boolean,
    status: errorStatus,
    code: nonEmptyText,
    retryAfter: retryAfterRule,
    retryAfterMs: wholeNumber,
    bodyRetryAfterMs: wholeNumber,
  },
  html: { ...scope, applied: boolean, status: htmlStatus },
  latency: { ...scope, delay: millisecondsOrZero },
  reset: { ...scope, applied: boolean },
  hang: { ...scope, applied: boolean },
  truncate: scope,
  stall: scope,
  drip: { ...scope, interval: millisecondsOrZero },
  item: {
    ...anyScope,
    applied: boolean,
    code: nonEmptyText,
    types: listOf(`bulk types ${types.join(', ')}`, (type) => operationOfType(type) !== undefined),
  },
};

const requiredFields: Readonly<Partial<Record<SandboxFault['fault'], string>>> = {
  status: 'status',
  latency: 'delay',
};

function headerValue(value: unknown): string | undefined {
  try {
    validateHeaderValue('retry-after', String(value));
    return undefined;
  } catch {
    return `must be text that a header can hold, not ${show(value)}`;
  }
}

function errorStatus(value: unknown): string | undefined {
  return errorStatusCodes([value]) && `must be an HTTP status from 400 to 599, not ${show(value)}`;
}

function htmlStatus(value: unknown): string | undefined {
  return value === 200 ? undefined : errorStatus(value);
}

/** @throws {PrefactorClientError} `code: 'invalid_argument'`, naming each rule that is wrong. */
export function checkFaults(what: string, rules: unknown): asserts rules is readonly SandboxFault[] {
  refuseIfAny('invalid_argument', what, faultIssues(rules));
}

/** A copy of rules that are valid, in which a `Date` to look for is the text that it is on the wire. */
export function copyRules(rules: readonly SandboxFault[]): SandboxFault[] {
  return JSON.parse(JSON.stringify(rules)) as SandboxFault[];
}

/** What is wrong with rules, whatever they are. */
export function faultIssues(rules: unknown): Issue[] {
  if (!Array.isArray(rules)) return [{ path: 'faults', message: `must be an array, not ${show(rules)}` }];
  return rules.flatMap((rule: unknown, index): Issue[] => {
    const problem = plainObject(rule);
    if (problem !== undefined) return [{ path: `faults[${index}]`, message: problem }];
    return ruleIssues(rule as SandboxFault).map(({ path, message }) => ({
      path: `faults[${index}].${path}`,
      message,
    }));
  });
}

function ruleIssues(rule: SandboxFault): Issue[] {
  if (!Object.hasOwn(rulesOf, rule.fault)) {
    const kinds = Object.keys(rulesOf).join(', ');
    return [{ path: 'fault', message: `must be one of ${kinds}, not ${show(rule.fault)}` }];
  }
  const name = requiredFields[rule.fault];
  const missing = name !== undefined && (rule as unknown as Record<string, unknown>)[name] === undefined;
  return [
    ...(missing ? [{ path: name, message: 'is required' }] : []),
    ...findIssues(rule, rulesOf[rule.fault]),
  ];
}
