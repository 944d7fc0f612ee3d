/** docs/staying-current.md: the report that it shows is the one that is printed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describe as describeDifferences, summary } from '../../scripts/compare/report.ts';
import { asObject, type Json } from '../../scripts/compare/source.ts';
import { projectRoot } from '../../scripts/generate/document.ts';
import { compareWith, theirs } from './api-compare.ts';
import { theirName } from './vendor-document.ts';

/** The vendor's document after an imagined release. */
function later(): Json {
  const copy = structuredClone(theirs);
  const paths = asObject(copy['paths']);
  const schemas = asObject(asObject(copy['components'])['schemas']);
  const propertiesOf = (name: string): Json => asObject(asObject(schemas[theirName(name)])['properties']);
  delete propertiesOf('AgentSpan')['summary'];
  propertiesOf('AgentSpan')['trace_id'] = { type: 'string' };
  (asObject(schemas[theirName('AgentSpanPurpose')])['enum'] as string[]).push('review');
  const { post } = asObject(paths['/api/v1/agent_instance/{agent_instance_id}/start']);
  (asObject(post)['parameters'] as Json[]).push({
    name: 'trigger',
    in: 'body',
    required: true,
    schema: { type: 'string' },
  });
  paths['/api/v1/agent_spans/count'] = { get: { responses: { 200: { description: 'Their number.' } } } };
  return copy;
}

test('the report on the page is what api:compare prints', () => {
  const page = readFileSync(join(projectRoot, 'docs/staying-current.md'), 'utf8');
  const [, shown] = /^```text\n(.*?)^```$/ms.exec(page) ?? [];
  const sorted = compareWith(later());
  const printed = describeDifferences(sorted) + summary(sorted);
  // Lines and numbers change with every line that is added to the document.
  const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, '#');
  expect(withoutNumbers(shown ?? '')).toBe(withoutNumbers(printed));
});
