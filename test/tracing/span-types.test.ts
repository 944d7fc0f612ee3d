/** Span types from schemas: what the API gets of them, and what compiles. */
import { type } from 'arktype';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type StandardJsonSchema, spanTypes } from '../../src/tracing/index.ts';
import { diagnosticsOfModules } from '../types/diagnostics.ts';

describe('spanTypes', () => {
  it('takes schemas of zod and ArkType, and JSON Schema as it is', () => {
    const types = spanTypes({
      'support:llm': {
        payload: z.object({ prompt: z.string(), temperature: z.number().optional() }),
        result: z.object({ answer: z.string() }),
        title: 'Model call',
      },
      'support:tool': { payload: type({ number: 'string' }), result: type({ status: "'shipped' | 'lost'" }) },
      'support:task': { payload: { type: 'object' }, data_risk: null },
    });
    expect(types).toMatchObject([
      {
        name: 'support:llm',
        title: 'Model call',
        params_schema: {
          type: 'object',
          properties: { prompt: { type: 'string' }, temperature: { type: 'number' } },
          required: ['prompt'],
        },
        result_schema: { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] },
      },
      {
        name: 'support:tool',
        params_schema: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
        result_schema: { properties: { status: { enum: ['lost', 'shipped'] } } },
      },
      { name: 'support:task', params_schema: { type: 'object' }, data_risk: null },
    ]);
    expect(Object.keys(types[2] ?? {})).not.toContain('result_schema');
  });

  it('takes what a converter makes of schemas of any other library', () => {
    const converted: StandardJsonSchema<{ prompt: string }> = {
      '~standard': { jsonSchema: { input: (options) => ({ type: 'object', ...options }) } },
    };
    const types = spanTypes({ 'a:b': { payload: converted, result: converted } });
    const schema = { type: 'object', target: 'draft-2020-12' };
    expect(types).toEqual([{ name: 'a:b', params_schema: schema, result_schema: schema }]);
  });

  it('describes what goes in, where a schema changes that', () => {
    const [{ params_schema } = {}] = spanTypes({
      'a:b': { payload: z.object({ n: z.string().transform(Number) }) },
    });
    expect(params_schema).toMatchObject({ properties: { n: { type: 'string' } } });
  });

  it('says at once, and which it is, when a schema cannot be told as JSON Schema', () => {
    expect(() => spanTypes({ 'a:b': { payload: z.object({ at: z.date() }) } })).toThrow(/Date/);
  });
});

const given = `
import { z } from 'zod';
import { type } from 'arktype';
import { createTracer, type Run, type Span, spanTypes } from 'prefactor-http/tracing';

const types = spanTypes({
  'support:llm': { payload: z.object({ prompt: z.string() }), result: z.object({ answer: z.string() }) },
  'support:tool': { payload: type({ number: 'string' }) },
  'support:task': { payload: { type: 'object' } },
});
const tracer = createTracer({ spanTypes: types });
const untyped = createTracer({ agentVersion: { external_identifier: 'v1' } });
/** Compiles when both types are the same. */
const same = <A, B>(..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : ['differ']) => {};
`;

const compiling = {
  'a payload as its type has it': `
    tracer.span('support:llm', { prompt: 'Hi' }, (span) => span.setResult({ answer: 'Hi' }));
    tracer.span('support:tool', { number: '4711' }, () => 1);
    tracer.span('support:task', { anything: 1 }, () => 1);
  `,
  'any span where no types were given': `
    untyped.span('a', 'anything', (span) => span.setResult(7));
    untyped.span('b', {}, () => {});
  `,
  'what comes out is typed by what goes in': `
    const text = tracer.span('support:llm', { prompt: 'Hi' }, async () => 'text');
    same<typeof text, Promise<string>>();
    const stream = untyped.span('a', {}, async function* () { yield 1; });
    for await (const n of stream) { const m: number = n; }
    const run = untyped.run({ external_identifier: 'a' }, (run) => run.signal.aborted);
    same<typeof run, boolean>();
  `,
  'spans by hand are typed too': `
    await using run = tracer.startRun();
    using span = run.startSpan('support:llm', { prompt: 'Hi' });
    span.end({ answer: 'Hi' });
    using child = run.startSpan('support:tool', { number: '1' }, span);
    const bound: (n: number) => string = tracer.bind((n: number) => String(n));
  `,
  'all of this can be named': `
    const ask = (run: Run, span: Span): string | undefined => run.id ?? span.id;
    untyped.run({}, (run) => untyped.span('a', {}, (span) => ask(run, span)));
  `,
} as const;

const failing: Record<string, readonly [code: string, complaint: RegExp]> = {
  'a payload that is not as its type has it': [
    `tracer.span('support:llm', { prompt: 7 }, () => 1);`,
    /number' is not assignable to type 'string'/,
  ],
  'a payload that lacks something': [
    `tracer.span('support:tool', {}, () => 1);`,
    /Property 'number' is missing/,
  ],
  'a payload with something else in it': [
    `tracer.span('support:llm', { prompt: 'Hi', model: 'm' }, () => 1);`,
    /'model' does not exist/,
  ],
  'a span of another type': [
    `tracer.span('support:other', {}, () => 1);`,
    /'"support:other"' is not assignable/,
  ],
  'a result that is not as its type has it': [
    `tracer.span('support:llm', { prompt: 'Hi' }, (span) => span.setResult({ answer: 7 }));`,
    /number' is not assignable to type 'string'/,
  ],
  'a span by hand of another type': [
    `tracer.startRun().startSpan('support:other', {});`,
    /'"support:other"' is not assignable/,
  ],
  'an option that there is not': [`createTracer({ agentVersoin: {} });`, /'agentVersoin' does not exist/],
};

const codes = [...Object.values(compiling), ...Object.values(failing).map(([code]) => code)];
const found = diagnosticsOfModules(codes.map((code) => `${given}\n${code}`));

describe('this compiles:', () => {
  it.each(Object.keys(compiling).map((name, index) => [name, found[index]] as const))(
    '%s',
    (_, diagnostics) => {
      expect(diagnostics).toEqual([]);
    },
  );
});

describe('this does not compile:', () => {
  const rows = Object.entries(failing).map(
    ([name, [, complaint]], index) =>
      [name, complaint, found[Object.keys(compiling).length + index]] as const,
  );
  it.each(rows)('%s', (_, complaint, diagnostics) => {
    expect(diagnostics).toEqual([expect.stringMatching(complaint)]);
  });
});
