/** `anyOf` and `oneOf`: which of several schemas a value is held to, so that errors are about the one that was meant. */
import {
  type Check,
  type Compiler,
  type Errors,
  isFields,
  ownField,
  type Schema,
  type SchemaError,
} from './schema.ts';

export function anyOf(branches: readonly Schema[], _: Schema, compiler: Compiler): Check {
  const checks = branches.map((branch) => compiler.compile(branch));
  return (value, errors) => {
    const found: (readonly SchemaError[])[] = [];
    for (const check of checks) {
      const ofBranch = errors.apart(check, value);
      if (ofBranch.length === 0) return;
      found.push(ofBranch);
    }
    addClosest('anyOf', branches, found, errors);
  };
}

export function oneOf(branches: readonly Schema[], _: Schema, compiler: Compiler): Check {
  return nullOr(branches, compiler) ?? byTag(branches, compiler) ?? exactlyOne(branches, compiler);
}

/** Of branches that all fail, the errors of the one that was probably meant: whose constants are right. */
function addClosest(
  keyword: 'anyOf' | 'oneOf',
  rule: unknown,
  found: readonly (readonly SchemaError[])[],
  errors: Errors,
): void {
  const types = found.flatMap((ofBranch) => ofBranch.filter(isOfWholeType));
  const [closest] = found
    .filter((ofBranch) => ofBranch.every((error) => error.keyword !== 'const' && !isOfWholeType(error)))
    .toSorted((a, b) => a.length - b.length);
  if (closest === undefined && types.length === found.length)
    errors.add(
      'type',
      types.flatMap(({ rule }) => rule),
    );
  else if (closest === undefined) errors.add(keyword, rule);
  else for (const { path, ...error } of closest) errors.add(error.keyword, error.rule, path);
}

/** Whether a value is not even of the right type. */
function isOfWholeType({ keyword, path }: SchemaError): boolean {
  return keyword === 'type' && path.length === 0;
}

/** Null, or what the only other branch says. */
function nullOr(branches: readonly Schema[], compiler: Compiler): Check | undefined {
  const [branch, ...more] = branches.filter((one) => compiler.resolve(one).type !== 'null');
  if (branch === undefined || more.length > 0 || branches.length !== 2) return undefined;
  const check = compiler.compile(branch);
  return (value, errors) => {
    if (value !== null) check(value, errors);
  };
}

/**
 * Branches that a property tells apart: by its constant, at most one of them by the constants it leaves to the others, and
 * at most one where it may be absent.
 */
function byTag(branches: readonly Schema[], compiler: Compiler): Check | undefined {
  const [first] = branches;
  const names = Object.keys((first && compiler.resolve(first).properties) ?? {});
  const tag = names.find((name) => branches.every((branch) => tagOf(branch, name, compiler) !== undefined));
  const withoutTag = branches.filter((branch) => tag !== undefined && !requires(branch, tag, compiler));
  if (tag === undefined || withoutTag.length > 1) return undefined;
  const checks = new Map<unknown, Check>();
  let otherwise: Check | undefined;
  let absent: Check | undefined;
  for (const branch of branches) {
    const check = compiler.compile(branch);
    if (withoutTag.includes(branch)) absent = check;
    const rule = tagOf(branch, tag, compiler);
    if (rule?.const === undefined) otherwise = check;
    else checks.set(rule.const, check);
  }
  return (value, errors) => {
    if (!isFields(value)) return errors.add('type', 'object');
    const found = ownField(value, tag);
    if (found === undefined && absent === undefined) return errors.add('required', [tag], [tag]);
    const check = found === undefined ? absent : (checks.get(found) ?? otherwise);
    if (check === undefined) errors.add('enum', [...checks.keys()], [tag]);
    else check(value, errors);
  };
}

/** What a branch demands of a property, where that is a constant, or not one of several. */
function tagOf(branch: Schema, name: string, compiler: Compiler): Schema | undefined {
  const { properties = {}, anyOf: inner = [] } = compiler.resolve(branch);
  if (inner.length > 0) {
    const [rule, ...more] = inner.map((one) => tagOf(one, name, compiler));
    return more.every((other) => rule?.const !== undefined && other?.const === rule.const) ? rule : undefined;
  }
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const rule = property && compiler.resolve(property);
  const isTag = rule?.const !== undefined || rule?.not?.enum !== undefined;
  return isTag ? rule : undefined;
}

function requires(branch: Schema, name: string, compiler: Compiler): boolean {
  const { required = [], anyOf: inner = [] } = compiler.resolve(branch);
  return inner.length > 0 ? inner.every((one) => requires(one, name, compiler)) : required.includes(name);
}

function exactlyOne(branches: readonly Schema[], compiler: Compiler): Check {
  const checks = branches.map((branch) => compiler.compile(branch));
  return (value, errors) => {
    const found = checks.map((check) => errors.apart(check, value));
    const fitting = found.filter(({ length }) => length === 0);
    if (fitting.length > 1) errors.add('oneOf', branches);
    if (fitting.length === 0) addClosest('oneOf', branches, found, errors);
  };
}
