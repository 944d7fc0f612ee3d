/** What the API may send one day, and a sandbox does not: the page has to bear it. */
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/testing/index.ts';
import { instance, span } from '../support/fixtures.ts';
import { useBrowser, type Watching } from './browser.ts';

const watch = useBrowser();

/** Opens the page of a sandbox that sends this snapshot, and then nothing for a long time. */
function watchSnapshot(
  sandbox: Sandbox,
  instances: readonly object[],
  spans: readonly object[],
): Promise<Watching> {
  const data = JSON.stringify({ instances, spans });
  return watch(sandbox, {
    prepare: (page) =>
      page.route('**/events', (route) =>
        route.fulfill({
          contentType: 'text/event-stream',
          body: `retry: 3600000\nevent: snapshot\ndata: ${data}\n\n`,
        }),
      ),
  });
}

test('a span whose parent is not known stands at the top, with a note', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watchSnapshot(
    sandbox,
    [instance],
    [
      { ...span, id: 'span-1', schema_name: 'root', started_at: '2026-03-02T09:30:00Z' },
      {
        ...span,
        id: 'span-2',
        schema_name: 'lost',
        started_at: '2026-03-02T09:30:01Z',
        parent_span_id: 'span-9',
      },
      { ...span, id: 'span-3', schema_name: 'child of lost', parent_span_id: 'span-2' },
    ],
  );
  const rows = watching.page.getByRole('treeitem');
  await rows.first().waitFor();
  await expect
    .poll(() => rows.locator('.span-name').allTextContents())
    .toEqual(['lost', 'child of lost', 'root']);
  await rows.first().getByText('its parent is not in this run').waitFor();
  await expect.poll(() => rows.first().getAttribute('aria-level')).toBe('1');
});

test('spans whose parents form a circle are all shown', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watchSnapshot(
    sandbox,
    [instance],
    [
      { ...span, id: 'span-1', schema_name: 'one', parent_span_id: 'span-2' },
      { ...span, id: 'span-2', schema_name: 'two', parent_span_id: 'span-1' },
      { ...span, id: 'span-3', schema_name: 'itself', parent_span_id: 'span-3' },
    ],
  );
  const rows = watching.page.getByRole('treeitem');
  await rows.nth(2).waitFor();
  await expect.poll(() => rows.locator('.span-name').allTextContents()).toEqual(['one', 'two', 'itself']);
  await expect.poll(() => watching.page.getByText('its parents form a circle').count()).toBe(2);
});

test('a status, a purpose or a time that the page does not know breaks nothing', async () => {
  await using sandbox = await startSandbox();
  await using watching = await watchSnapshot(
    sandbox,
    [
      { ...instance, status: 'paused', purpose: 'rehearsal', started_at: 'soon' },
      { ...instance, id: 'instance-2', inserted_at: '2026-03-02T09:29:00Z', status: 'constructor' },
    ],
    [
      { ...span, status: 'waiting', schema_name: 'waits', started_at: '2026-03-02T09:30:00Z' },
      { ...span, id: 'span-2', schema_name: 'timeless', started_at: null, payload: null, purpose: 'dream' },
      {
        ...span,
        id: 'span-3',
        schema_name: 'backwards',
        status: 'complete',
        started_at: '2026-03-02T09:30:05Z',
        finished_at: '2026-03-02T09:30:01Z',
      },
    ],
  );
  const { page } = watching;
  await page.getByRole('treeitem').filter({ hasText: 'waiting' }).waitFor();
  await page.getByRole('link').filter({ hasText: 'paused' }).getByText('rehearsal').waitFor();
  await page.getByRole('link').filter({ hasText: 'constructor' }).waitFor();
  await page.getByRole('treeitem').filter({ hasText: 'timeless' }).click();
  await page.locator('#details').getByText('dream').waitFor();
});

test('a span of no length can be seen', async () => {
  await using sandbox = await startSandbox();
  const time = '2026-03-02T09:30:05Z';
  await using watching = await watchSnapshot(
    sandbox,
    [{ ...instance, status: 'complete', started_at: '2026-03-02T09:30:00Z', finished_at: time }],
    [{ ...span, status: 'complete', started_at: time, finished_at: time }],
  );
  const bar = watching.page.locator('.bar');
  await bar.waitFor();
  const [track, box] = [
    await watching.page.locator('.span-row .track').boundingBox(),
    await bar.boundingBox(),
  ];
  expect(box?.width).toBeGreaterThanOrEqual(3);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((track?.x ?? 0) + (track?.width ?? 0) + 0.5);
});
