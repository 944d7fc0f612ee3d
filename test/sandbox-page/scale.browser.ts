/** Runs with very many spans, and very many runs. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { generateId, PrefactorHttpClient } from '../../src/index.ts';
import { type Sandbox, startSandbox } from '../../src/testing/index.ts';
import { useBrowser } from './browser.ts';

const watch = useBrowser();
const clientOf = ({ url, token }: Sandbox) => new PrefactorHttpClient({ apiUrl: url, apiToken: token });
const begun = Date.now();

/** Records spans in bulk: one for each start, in milliseconds after the beginning, all below one parent. */
async function recordSpans(
  client: PrefactorHttpClient,
  run: string,
  starts: readonly number[],
): Promise<void> {
  for (let from = 0; from < starts.length; from += 1000) {
    await client.bulk.execute(
      starts.slice(from, from + 1000).map((start) => ({
        _type: 'agent_spans/create' as const,
        details: {
          agent_instance_id: run,
          schema_name: `step ${start}`,
          status: 'complete' as const,
          payload: { prompt: `This is what went into step ${start}.`.repeat(4) },
          started_at: new Date(begun + start),
          finished_at: new Date(begun + start + 8),
        },
      })),
    );
  }
}

const numbers = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
const rows = (page: Page) => page.getByRole('treeitem');

test('a run with 5,000 spans can be read from its first span to its last', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const { id } = await client.agentInstances.register({ external_identifier: 'long' });
  await client.agentInstances.start(id);
  await recordSpans(client, id, numbers(5000));
  await page.getByText('5,000 spans').first().waitFor();
  await expect.poll(() => rows(page).count()).toBeLessThan(100);
  await expect.poll(() => rows(page).first().getAttribute('aria-setsize')).toBe('5000');

  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await page.getByText('This is what went into step 4999.').first().waitFor();
  await rows(page).filter({ hasText: 'step 4999' }).waitFor();
  await page.keyboard.press('Home');
  await rows(page).filter({ hasText: 'step 0' }).first().waitFor();

  await page.reload();
  await page.getByText('5,000 spans').first().waitFor();
});

test('spans that come in above leave what is read where it is, with its focus and what is open', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const { id } = await client.agentInstances.register({ external_identifier: 'long' });
  await client.agentInstances.start(id);
  await recordSpans(client, id, numbers(400, 1000));
  await page.getByText('400 spans').first().waitFor();
  await page.getByRole('tree').focus();
  for (let page10 = 0; page10 < 5; page10++) await page.keyboard.press('PageDown');
  const chosen = page.locator('[aria-selected="true"]');
  const name = await chosen.locator('.span-name').textContent();
  await page.getByText('All fields').click();
  await page.getByRole('tree').focus();
  const before = await chosen.boundingBox();

  await recordSpans(client, id, numbers(100));
  await page.getByText('500 spans').first().waitFor();
  await expect.poll(() => chosen.getAttribute('aria-posinset')).not.toBe(null);
  await expect.poll(() => chosen.locator('.span-name').textContent()).toBe(name);
  expect((await chosen.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  await expect.poll(() => page.getByRole('tree').evaluate((tree) => tree.matches(':focus'))).toBe(true);
  await page.getByText('"schema_name"').waitFor();
});

test('a chain of 2,000 spans, each the child of the one before, is no trouble', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  const run = await client.agentInstances.register({ external_identifier: 'deep' });
  let parent: string | undefined;
  const items = numbers(2000).map((index) => {
    const id = generateId(run.id);
    const item = {
      _type: 'agent_spans/create' as const,
      details: {
        id,
        agent_instance_id: run.id,
        schema_name: `level ${index}`,
        status: 'complete' as const,
        payload: {},
        ...(parent !== undefined && { parent_span_id: parent }),
      },
    };
    parent = id;
    return item;
  });
  await client.bulk.execute(items);
  await page.getByText('2,000 spans').first().waitFor();
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  const last = rows(page).filter({ hasText: 'level 1999' });
  await last.waitFor();
  await expect.poll(() => last.getAttribute('aria-level')).toBe('2000');
});

test('of many runs the newest are listed, and the others on demand', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watch(sandbox);
  const { page } = watching;
  await using client = clientOf(sandbox);
  await client.bulk.execute(
    numbers(180).map((index) => ({
      _type: 'agent_instances/register' as const,
      external_identifier: `run ${index}`,
    })),
  );
  const links = page.getByRole('navigation', { name: 'Runs' }).getByRole('link');
  await links.filter({ hasText: 'run 179' }).waitFor();
  await expect.poll(() => links.count()).toBe(50);
  await page.getByRole('button', { name: 'Show 100 older runs' }).click();
  await expect.poll(() => links.count()).toBe(150);
  await page.getByRole('button', { name: 'Show 30 older runs' }).click();
  await links.filter({ hasText: /^run 0/ }).waitFor();
  // Where the list stands above the spans it is short.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect.poll(() => links.count()).toBe(3);
});
