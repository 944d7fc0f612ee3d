/** A browser for the tests of the sandbox's page, and what is asked of the page in every one of them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Sandbox } from '../../src/testing/index.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function chromiumPath(): string {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('These tests need Chromium, and there is none on the PATH: apt-get install -y chromium');
  }
}

export interface Watching extends AsyncDisposable {
  readonly page: Page;
}

export interface WatchOptions extends BrowserContextOptions {
  /** What the address of the page ends with. */
  readonly hash?: string;
  /** Done before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Complaints of the browser that belong to the test. */
  readonly expected?: RegExp;
}

/**
 * A function that opens the page of a sandbox in a browser of its own. At the end the browser may not have complained:
 * of errors, of failed requests, of breaches of the content security policy.
 */
export function useBrowser(): (sandbox: Pick<Sandbox, 'url'>, options?: WatchOptions) => Promise<Watching> {
  const browser = { current: undefined as Awaited<ReturnType<typeof chromium.launch>> | undefined };
  beforeAll(async () => {
    browser.current = await chromium.launch({ executablePath: chromiumPath(), args: flags });
  });
  afterAll(async () => {
    await browser.current?.close();
  });

  return async ({ url }, { hash = '', prepare, expected, ...options } = {}) => {
    if (browser.current === undefined) throw new Error('The browser has not started.');
    const context = await browser.current.newContext({
      viewport: { width: 1280, height: 800 },
      timezoneId: 'UTC',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await prepare?.(page);
    await page.goto(`${url}/${hash}`);
    return {
      page,
      async [Symbol.asyncDispose]() {
        await context.close();
        expect(complaints.filter((text) => expected?.test(text) !== true)).toEqual([]);
      },
    };
  };
}

/** Parts of the page that are wider than what shows them. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(scriptOf('overflows.js'));
}

/** Texts and bars with too little contrast to what is behind them, by WCAG 2.2 AA. */
export function faintParts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(scriptOf('faint-parts.js'));
}

// Run in the page, whose types the tests do not know: so they are plain JavaScript.
function scriptOf(name: string): string {
  return readFileSync(new URL(`./in-page/${name}`, import.meta.url), 'utf8');
}
