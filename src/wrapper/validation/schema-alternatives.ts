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
  const [closest] = found
    .filter((ofBranch) => ofBranch.every((error) => error.keyword !== 'const'))
    .toSorted((a, b) => a.length - b.length);
  if (closest === undefined) errors.add(keyword, rule);
  else for (const { path, ...error } of closest) errors.add(error.keyword, error.rule, path);
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

/** The property that tells bulk items apart: by its constant, or by the constants it leaves to the other branches. */
const tag = '_type';

function byTag(branches: readonly Schema[], compiler: Compiler): Check | undefined {
  const choices: { isMeant: Check; check: Check }[] = [];
  for (const branch of branches) {
    const rule = compiler.resolve(branch).properties?.[tag];
    if (rule === undefined) return undefined;
    const { const: only, not } = compiler.resolve(rule);
    const isMeant = compiler.compile(only === undefined ? { ...(not && { not }) } : { const: only });
    choices.push({ isMeant, check: compiler.compile(branch) });
  }
  return (value, errors) => {
    if (!isFields(value)) return errors.add('type', 'object');
    const found = ownField(value, tag);
    if (found === undefined) return errors.add('required', [tag], [tag]);
    const choice = choices.find(({ isMeant }) => errors.apart(isMeant, found).length === 0);
    if (choice === undefined) errors.add('oneOf', branches);
    else choice.check(value, errors);
  };
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
