/** What somebody sees who watches an agent on the page of a sandbox. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PrefactorHttpClient } from '../../src/index.ts';
import { type Sandbox, startSandbox } from '../../src/testing/index.ts';
import { useBrowser } from './browser.ts';

const watch = useBrowser();

const clientOf = ({ url, token }: Sandbox) => new PrefactorHttpClient({ apiUrl: url, apiToken: token });

/** Registers and starts a run. */
async function startRun(client: PrefactorHttpClient, external_identifier: string): Promise<string> {
  const { id } = await client.agentInstances.register({
    agent_version: { external_identifier: 'v1' },
    external_identifier,
  });
  await client.agentInstances.start(id);
  return id;
}

interface Step {
  readonly parent?: string;
  readonly payload?: Record<string, unknown>;
  readonly marksSensitive?: boolean;
}

/** Creates a span that goes on. */
async function startSpan(
  client: PrefactorHttpClient,
  run: string,
  schema_name: string,
  { parent, payload = {}, marksSensitive = false }: Step = {},
): Promise<string> {
  const { id } = await client.agentSpans.create({
    agent_instance_id: run,
    schema_name,
    status: 'active',
    payload,
    sensitive_encoding: marksSensitive,
    ...(parent !== undefined && { parent_span_id: parent }),
  });
  return id;
}

const runs = (page: Page): Locator => page.getByRole('navigation', { name: 'Runs' }).getByRole('link');
const rows = (page: Page): Locator => page.getByRole('treeitem');
const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
const details = (page: Page): Locator => page.locator('#details');
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });

/** The tree as text: a line for each row, with two spaces per level. */
async function treeOf(page: Page): Promise<string[]> {
  return rows(page).evaluateAll((all) =>
    all.map((one) => {
      const level = Number(one.getAttribute('aria-level'));
      return `${'  '.repeat(level - 1)}${one.querySelector('.span-name')?.textContent}`;
    }),
  );
}

test('a sandbox without runs says what to set, and knows no token', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await page.getByText(`PREFACTOR_API_URL=${sandbox.url}`).waitFor();
  await page.getByText('PREFACTOR_API_TOKEN=').waitFor();
  await page.getByText('printed where the sandbox was started').waitFor();
  await page.getByRole('status').getByText('Live').waitFor();
  const content = await page.content();
  expect(content).not.toContain(sandbox.token);
  expect(content).not.toContain(sandbox.accountToken);
});

test('a run and its tree of spans appear while they are recorded', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await page.getByText('No runs yet').waitFor();
  await page.evaluate('window.isSamePage = true');

  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  await heading(page, 'ticket-1').waitFor();
  await page.getByText('No spans yet').waitFor();

  const task = await startSpan(client, run, 'support:task');
  await startSpan(client, run, 'support:llm', { parent: task });
  const tool = await startSpan(client, run, 'support:tool', { parent: task });
  await startSpan(client, run, 'support:fetch', { parent: tool });
  await startSpan(client, run, 'support:summary');
  await row(page, 'support:summary').waitFor();
  await expect
    .poll(() => treeOf(page))
    .toEqual(['support:task', '  support:llm', '  support:tool', '    support:fetch', 'support:summary']);
  await expect.poll(() => runs(page).first().textContent()).toContain('5 spans');
  expect(await page.evaluate('window.isSamePage')).toBe(true);
});

test('children stand in the order they started in, and those of one moment in the order of recording', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const late = { agent_instance_id: run, status: 'complete', payload: {} } as const;
  const begun = Date.now();
  await client.agentSpans.create({ ...late, schema_name: 'second', started_at: new Date(begun + 20) });
  await client.agentSpans.create({ ...late, schema_name: 'first', started_at: new Date(begun + 10) });
  await client.agentSpans.create({ ...late, schema_name: 'third', started_at: new Date(begun + 30) });
  await client.agentSpans.create({ ...late, schema_name: 'fourth', started_at: new Date(begun + 30) });
  await row(page, 'fourth').waitFor();
  await expect.poll(() => treeOf(page)).toEqual(['first', 'second', 'third', 'fourth']);
});

test('the end of a span and of a run shows at once', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const span = await startSpan(client, run, 'support:llm');
  await row(page, 'active').waitFor();
  await expect.poll(() => runs(page).first().textContent()).toContain('active');

  await client.agentSpans.finish(span, { status: 'failed' });
  await row(page, 'failed').waitFor();
  await client.agentInstances.finish(run);
  await expect.poll(() => runs(page).first().textContent()).toContain('complete');
  await expect.poll(() => page.title()).toContain('ticket-1 (complete)');
});

test('a terminated run shows its reason, and its unfinished spans go on no more', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  await using operator = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken });
  const run = await startRun(client, 'ticket-1');
  await startSpan(client, run, 'support:llm');
  await operator.agentInstances.terminate(run, { reason: 'Budget for this run is used up.' });
  await page.getByText('Terminated: Budget for this run is used up.').waitFor();
  await expect.poll(() => runs(page).first().textContent()).toContain('Budget for this run is used up.');
  await row(page, 'not ended').waitFor();
});

test('a click on a span shows what went in and what came out', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const span = await startSpan(client, run, 'support:llm', {
    payload: { prompt: 'Hello', tries: [1, null] },
  });
  await row(page, 'support:llm').click();
  await details(page).getByText('"prompt": "Hello"').waitFor();
  await details(page).getByText('None until the span ends.').waitFor();
  await details(page).getByText(span, { exact: true }).waitFor();

  await client.agentSpans.finish(span, { result_payload: { response: 'Hi!' } });
  await details(page).getByText('"response": "Hi!"').waitFor();
  await details(page).getByText('complete').waitFor();

  await details(page).getByRole('button', { name: 'Close the details' }).click();
  await expect.poll(() => details(page).isVisible()).toBe(false);
});

test('the keyboard alone reaches every span and its payload', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const task = await startSpan(client, run, 'support:task', { payload: { goal: 'answer' } });
  await startSpan(client, run, 'support:llm', { parent: task, payload: { prompt: 'Hello' } });
  await row(page, 'support:llm').waitFor();

  // The page shows what has changed with its next frame.
  const activeRowIs = (name: string) =>
    expect
      .poll(async () => {
        const id = await page.getByRole('tree').getAttribute('aria-activedescendant');
        return page.locator(`[id="${id}"] .span-name`).allTextContents();
      })
      .toEqual([name]);
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press('Tab');
    if (await page.getByRole('tree').evaluate((tree) => tree.matches(':focus'))) break;
  }
  await activeRowIs('support:task');
  await page.keyboard.press('ArrowDown');
  await activeRowIs('support:llm');
  await details(page).getByText('"prompt": "Hello"').waitFor();
  await page.keyboard.press('ArrowLeft');
  await activeRowIs('support:task');
  await details(page).getByText('"goal": "answer"').waitFor();

  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => treeOf(page)).toEqual(['support:task']);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => treeOf(page)).toEqual(['support:task', '  support:llm']);

  await page.keyboard.press('Enter');
  await expect.poll(() => details(page).evaluate((panel) => panel.matches(':focus'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => details(page).isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('tree').evaluate((tree) => tree.matches(':focus'))).toBe(true);
});

test('the newest run is shown until somebody chooses one', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  await startRun(client, 'ticket-1');
  await heading(page, 'ticket-1').waitFor();
  await startRun(client, 'ticket-2');
  await heading(page, 'ticket-2').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Follow the newest' }).isVisible()).toBe(false);

  await runs(page).filter({ hasText: 'ticket-1' }).click();
  await heading(page, 'ticket-1').waitFor();
  await startRun(client, 'ticket-3');
  await runs(page).filter({ hasText: 'ticket-3' }).waitFor();
  await heading(page, 'ticket-1').waitFor();
  await page.reload();
  await heading(page, 'ticket-1').waitFor();

  await page.getByRole('button', { name: 'Follow the newest' }).click();
  await heading(page, 'ticket-3').waitFor();
  await page.goBack();
  await heading(page, 'ticket-1').waitFor();
});

test('choosing a span keeps its run, even when a newer one begins', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  await startSpan(client, run, 'support:llm', { payload: { prompt: 'Hello' } });
  await row(page, 'support:llm').click();
  await startRun(client, 'ticket-2');
  await runs(page).filter({ hasText: 'ticket-2' }).waitFor();
  await heading(page, 'ticket-1').waitFor();
  await page.reload();
  await details(page).getByText('"prompt": "Hello"').waitFor();
});

test('a link names a run, or a span of it', async () => {
  await using sandbox = await startSandbox();
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const task = await startSpan(client, run, 'support:task');
  const span = await startSpan(client, run, 'support:llm', { parent: task, payload: { prompt: 'Hello' } });
  await startRun(client, 'ticket-2');
  {
    await using watching = await watch(sandbox, { hash: `#${run}` });
    await heading(watching.page, 'ticket-1').waitFor();
  }
  {
    await using watching = await watch(sandbox, { hash: `#${run}/${span}` });
    await details(watching.page).getByText('"prompt": "Hello"').waitFor();
  }
  {
    await using watching = await watch(sandbox, { hash: '#no-such-run/%E0%A4%A' });
    await watching.page.getByText('names a run that is not in this sandbox').waitFor();
  }
});

test('a reset empties the page, and what comes after it is followed again', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  await startRun(client, 'ticket-1');
  await runs(page).first().click();
  await heading(page, 'ticket-1').waitFor();
  sandbox.reset();
  await page.getByText('No runs yet').waitFor();
  await startRun(client, 'ticket-2');
  await heading(page, 'ticket-2').waitFor();
});

test('while the sandbox is away the page says so, and it catches up afterwards', async () => {
  const first = await startSandbox();
  await using watching = await watch(first, {
    expected: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/,
  });
  const { page } = watching;
  {
    await using client = clientOf(first);
    await startRun(client, 'ticket-1');
  }
  await heading(page, 'ticket-1').waitFor();
  await first.close();
  await page.getByRole('status').getByText('Reconnecting…').waitFor();
  // What was there can still be read.
  await expect.poll(() => heading(page, 'ticket-1').isVisible()).toBe(true);

  await using second = await startSandbox({ port: Number(new URL(first.url).port) });
  await page.getByRole('status').getByText('Live').waitFor();
  await page.getByText('No runs yet').waitFor();
  await using client = clientOf(second);
  await startRun(client, 'ticket-2');
  await heading(page, 'ticket-2').waitFor();
});

test('values that are marked as sensitive are told apart, and not shown', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const email = { $sensitive: 'string', value: 'ada@example.com', labels: ['email'] };
  await startSpan(client, run, 'support:tool', { payload: { to: { email } }, marksSensitive: true });
  await row(page, 'support:tool').click();
  await details(page).locator('.json-sensitive').getByText('sensitive', { exact: true }).waitFor();
  await expect
    .poll(() => details(page).locator('.json-sensitive').textContent())
    .toContain('"labels": [ "email" ]');
  expect(await page.content()).not.toContain('ada@example.com');
});

test('a large payload is cut until all of it is asked for', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const lines = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`line ${index}`, index]));
  const span = await startSpan(client, run, 'support:tool', { payload: { text: 'x'.repeat(50_000), lines } });
  await row(page, 'support:tool').click();
  await details(page).getByRole('button', { name: 'Show all 405 lines' }).waitFor();
  await expect.poll(() => details(page).getByText('"line 399"').count()).toBe(0);
  await details(page).getByRole('button', { name: 'Show all 405 lines' }).click();
  await details(page).getByText('"line 399": 399').waitFor();
  await client.agentSpans.finish(span, { result_payload: { done: true } });
  await details(page).getByText('"done": true').waitFor();
  await expect.poll(() => details(page).getByText('"line 399": 399').isVisible()).toBe(true);
});

test('recorded quality is shown with the run, and stays open when more is recorded', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken });
  const { id } = await client.agentInstances.register({
    agent_id: sandbox.agentId,
    environment_id: sandbox.environmentId,
    agent_schema_version: {
      external_identifier: 'schema-1',
      span_type_schemas: [],
      quality_schemas: ['answer_review', 'tone'].map((name) => ({ name, schema: { type: 'object' } })),
    },
  });
  const scores = Array.from({ length: 100 }, (_, index) => index);
  await client.agentInstances.recordQuality(id, { name: 'answer_review', payload: { scores } });
  await page.getByText('Quality: answer_review').click();
  await page.getByRole('button', { name: 'Show all 106 lines' }).click();
  await page.getByText('99', { exact: true }).waitFor();
  await client.agentInstances.recordQuality(id, { name: 'tone', payload: { kind: true } });
  await page.getByText('"kind": true').waitFor();
  await expect.poll(() => page.getByText('99', { exact: true }).isVisible()).toBe(true);
});

test('each bar stands where its span stands in the time of the run', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const { id } = await client.agentInstances.register({ external_identifier: 'ticket-1' });
  const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 2, 9, 30, 0) + seconds * 1000);
  await client.agentInstances.start(id, { timestamp: at(0) });
  await client.agentSpans.create({
    agent_instance_id: id,
    schema_name: 'support:llm',
    status: 'complete',
    payload: {},
    started_at: at(2.5),
    finished_at: at(7.5),
  });
  await client.agentInstances.finish(id, { timestamp: at(10) });
  await expect.poll(() => runs(page).first().textContent()).toContain('complete');
  await page.getByText('10 s', { exact: true }).waitFor();
  const track = await page.locator('.span-row .track').boundingBox();
  const bar = await page.locator('.bar').boundingBox();
  if (track === null || bar === null) throw new Error('There is no bar.');
  expect((bar.x - track.x) / track.width).toBeCloseTo(0.25, 2);
  expect(bar.width / track.width).toBeCloseTo(0.5, 2);
  await row(page, '5.00 s').waitFor();
});

test('a span that goes on lasts until now', async () => {
  await using sandbox = await startSandbox();
  await using client = clientOf(sandbox);
  const begun = Date.UTC(2026, 2, 2, 9, 30, 0);
  const { id } = await client.agentInstances.register({ external_identifier: 'ticket-1' });
  await client.agentInstances.start(id, { timestamp: new Date(begun) });
  await client.agentSpans.create({
    agent_instance_id: id,
    schema_name: 'support:llm',
    status: 'active',
    payload: {},
    started_at: new Date(begun),
  });
  await using watching = await watch(sandbox, { prepare: (page) => page.clock.setFixedTime(begun + 4000) });
  const { page } = watching;
  await row(page, '4.0 s').waitFor();
  await page.clock.setFixedTime(begun + 83_000);
  await row(page, '1 min 23 s').waitFor();
  await expect.poll(() => runs(page).first().textContent()).toContain('1 min 23 s');
});

test('ids and payloads are copied with a button', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = watching;
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'Copy the first variable' }).click();
  await expect.poll(copied).toBe(`PREFACTOR_API_URL=${sandbox.url}`);

  await using client = clientOf(sandbox);
  const run = await startRun(client, 'ticket-1');
  const payload = { prompt: 'Line 1\nLine 2', 'really?': [true] };
  const span = await startSpan(client, run, 'support:llm', { payload });
  await page.getByRole('button', { name: 'Copy the id of the run' }).click();
  await expect.poll(copied).toBe(run);
  await row(page, 'support:llm').click();
  await details(page).getByRole('button', { name: 'Copy the id' }).click();
  await expect.poll(copied).toBe(span);
  await details(page).getByRole('button', { name: 'Copy the payload' }).click();
  await expect.poll(copied).toBe(JSON.stringify(payload, null, 2));
});

test('an answer that is no stream is no reason to give up', async () => {
  await using sandbox = await startSandbox();
  await using client = clientOf(sandbox);
  await startRun(client, 'ticket-1');
  await using watching = await watch(sandbox, {
    prepare: (page) => page.route('**/events', (route) => route.fulfill({ status: 503 }), { times: 1 }),
    expected: /503/,
  });
  await heading(watching.page, 'ticket-1').waitFor();
  await watching.page.getByRole('status').getByText('Live').waitFor();
});
