/** What the document says of bulk items beside their schemas, and what the client makes of it. */
import { expect, test } from 'vitest';
import { leadsToState, stampTimes, subjectOf } from '../../src/wrapper/bulk/operation-facts.ts';
import { operationOfType, operations } from '../../src/wrapper/call/operations.ts';

const now = '2026-03-02T09:30:00.000Z';
const types = Object.values(operations).flatMap(({ bulkType }) => bulkType ?? []);

/** Every field that could name a subject, each with a value of its own. */
const named = {
  agent_instance_id: 'instance',
  agent_span_id: 'span',
  id: 'id',
  details: { agent_instance_id: 'instance in details', id: 'id in details' },
};

test('what an item is about is where the document says', () => {
  const subjects = types.map((type) => [type, subjectOf(named, operationOfType(type))]);
  expect(Object.fromEntries(subjects)).toEqual({
    'agent_instances/register': { instance: 'id' },
    'agent_instances/start': { instance: 'instance' },
    'agent_instances/finish': { instance: 'instance' },
    'agent_instances/terminate': { instance: 'instance' },
    'agent_instances/record_quality': { instance: 'instance' },
    'agent_instances/show': { instance: 'instance' },
    'agent_instances/list': {},
    'agent_spans/create': { instance: 'instance in details', span: 'id in details' },
    'agent_spans/finish': { span: 'span' },
    'agent_spans/show': { span: 'span' },
    'agent_spans/list': { instance: 'instance' },
    'agents/create': {},
    'agents/update': {},
    'agents/show': {},
    'agents/list': {},
  });
});

test.each([
  [named, { instance: 'instance', span: 'span' }],
  [
    { id: 'id', details: named.details },
    { instance: 'instance in details', span: 'id in details' },
  ],
  [{ id: 'id', agent_instance_id: null }, { instance: 'id' }],
  [{ agent_instance_id: 7, id: 'id' }, {}],
  [{ details: 'text' }, {}],
])('of an item of another type it is looked for everywhere: %j', (fields, subject) => {
  expect(subjectOf(fields, undefined)).toEqual(subject);
});

test('what leads to a state is what starts, finishes and terminates', () => {
  expect(types.filter((type) => leadsToState(operationOfType(type))).sort()).toEqual([
    'agent_instances/finish',
    'agent_instances/start',
    'agent_instances/terminate',
    'agent_spans/finish',
  ]);
  expect(leadsToState(undefined)).toBe(false);
});

test('times that mean now when they are absent are those of the states that an item leads to', () => {
  const stamped = (type: string, fields: object): object => {
    stampTimes(fields, operationOfType(type), now);
    return fields;
  };
  for (const type of types) {
    const hasTimestamp = leadsToState(operationOfType(type));
    expect(stamped(type, {}), type).toEqual(hasTimestamp ? { timestamp: now } : {});
  }
  const create = (details: object) => stamped('agent_spans/create', { details });
  expect(create({ status: 'pending' })).toEqual({ details: { status: 'pending' } });
  expect(create({ status: 'active' })).toEqual({ details: { status: 'active', started_at: now } });
  expect(create({ status: 'failed', started_at: 'then', finished_at: null })).toEqual({
    details: { status: 'failed', started_at: 'then', finished_at: now },
  });
  expect(stamped('agents/finish', {})).toEqual({});
});
