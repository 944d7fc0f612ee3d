/**
 * How the page looks, narrow and wide, light and dark: nothing sticks out, everything can be read. Leaves pictures in
 * test/browser/screenshots or the folder that SCREENSHOTS names. UPDATE_IMAGES=1 renews those of the README.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PrefactorHttpClient } from '../../src/index.ts';
import { startSandbox } from '../../src/testing/index.ts';
import { faintParts, overflows, useBrowser } from './browser.ts';
import { recordSupportRuns } from './support-runs.ts';

const watch = useBrowser();

const pictures = process.env['SCREENSHOTS'] ?? fileURLToPath(new URL('./screenshots', import.meta.url));
const images = fileURLToPath(new URL('../../docs/images', import.meta.url));
mkdirSync(pictures, { recursive: true });

const windows = [
  { width: 390, height: 844 },
  { width: 800, height: 700 },
  { width: 1280, height: 800 },
];
const settings = windows.flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })),
);

async function expectGoodLooks(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/${picture}.png` });
  await expect.poll(() => overflows(page)).toEqual([]);
  await expect.poll(() => faintParts(page)).toEqual([]);
}

describe.each(settings)('$viewport.width pixels wide, $colorScheme', ({ viewport, colorScheme }) => {
  const name = `${viewport.width}-${colorScheme}`;

  test('the page fits and can be read: empty, with a run, with the details of a span', async () => {
    await using sandbox = await startSandbox();
    await using watching = await watch(sandbox, { viewport, colorScheme });
    const { page } = watching;
    await page.getByText('No runs yet').waitFor();
    await expectGoodLooks(page, `empty-${name}`);

    await recordSupportRuns(sandbox);
    await page.getByRole('treeitem').nth(7).waitFor();
    await expectGoodLooks(page, `run-${name}`);

    await page.getByRole('treeitem').filter({ hasText: 'find_customer' }).click();
    await page.locator('#details').getByText('"name"').waitFor();
    await expectGoodLooks(page, `span-${name}`);

    await page.getByRole('link').filter({ hasText: 'ticket-20413' }).click();
    await page.getByText('Terminated:').waitFor();
    await expectGoodLooks(page, `terminated-${name}`);
  });

  test('hostile texts are shown as texts and push nothing away', async () => {
    await using sandbox = await startSandbox();
    await using watching = await watch(sandbox, { viewport, colorScheme });
    const { page } = watching;
    const html = '<img src=x onerror="document.title=\'harmed\'">';
    const texts = [
      html,
      'a'.repeat(3000),
      'word '.repeat(600),
      'תיאור של הקריאה באורך בלתי סביר '.repeat(20),
      '\u202eneddih\u202c',
      '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(200),
      'Z̸̢̛͇̙̝͙a̸̳̤̐l̴̗̈́g̵̞̈́o̶̝͝'.repeat(50),
      '</script><script>document.title="harmed"</script>',
    ];
    await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.token });
    await using operator = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken });
    for (const text of [...texts].reverse()) {
      const { id } = await client.agentInstances.register({
        agent_version: { external_identifier: text },
        external_identifier: text,
      });
      await client.agentInstances.start(id);
      let parent: string | undefined;
      for (const schema_name of texts) {
        const span = await client.agentSpans.create({
          agent_instance_id: id,
          schema_name,
          status: 'active',
          payload: { [text]: text, list: texts },
          ...(parent !== undefined && { parent_span_id: parent }),
        });
        parent = span.id;
      }
      await operator.agentInstances.terminate(id, { reason: text });
    }
    const row = page.getByRole('treeitem').filter({ hasText: html });
    await row.first().click();
    await page.locator('#details').getByText('"list"').waitFor();
    // What turns the direction of a text is written out in JSON.
    await page.locator('#details').getByText('\\u202eneddih').first().waitFor();
    await expectGoodLooks(page, `hostile-${name}`);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toContain('<img');

    await page.getByRole('link').nth(1).click();
    await page.getByRole('treeitem').nth(3).click();
    await page.locator('#details').getByText('"list"').waitFor();
    await expectGoodLooks(page, `hostile-long-${name}`);
  });
});

test('who wants nothing to move sees nothing move', async () => {
  await using sandbox = await startSandbox();
  const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
    await using watching = await watch(sandbox, { reducedMotion });
    await watching.page.getByRole('treeitem').filter({ hasText: 'active' }).first().waitFor();
    return await watching.page.evaluate<number>('document.getAnimations().length');
  };
  await recordSupportRuns(sandbox);
  await expect.poll(() => moving('no-preference')).toBeGreaterThan(0);
  await expect.poll(() => moving('reduce')).toBe(0);
});

test.runIf(process.env['UPDATE_IMAGES'] === '1')('the pictures of the README are renewed', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await using sandbox = await startSandbox();
    await using watching = await watch(sandbox, {
      viewport: { width: 1280, height: 720 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const { page } = watching;
    await recordSupportRuns(sandbox);
    await page.getByRole('treeitem').filter({ hasText: 'find_customer' }).click();
    await page.locator('#details').getByText('"name"').waitFor();
    await page.mouse.move(640, 700);
    await page.screenshot({ path: `${images}/sandbox-${colorScheme}.png` });
  }
});
