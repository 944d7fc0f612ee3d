/** Serves the page at `/` that shows what is recorded, and feeds it with server-sent events. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Store, shownSpan, type Watcher } from '../api/store.ts';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A browser for which more bytes than this pile up is dropped; it reconnects for a fresh snapshot. */
const maxBacklog = 64 * 1024 * 1024;

export class PageServer {
  readonly #store: Store;
  readonly #browsers = new Set<ServerResponse>();
  readonly #watcher: Watcher;

  constructor(store: Store) {
    this.#store = store;
    this.#watcher = {
      instance: (instance) => this.#broadcast('instance', instance),
      span: (span) => this.#broadcast('span', span),
    };
  }

  /** Answers a request that is for the page; `false` when it is not. */
  serve(path: string, { method = '' }: IncomingMessage, response: ServerResponse): boolean {
    const file = path === '/' ? 'index.html' : /^\/page\/([\w-]+\.(?:css|js))$/.exec(path)?.[1];
    if (file !== undefined && /^(GET|HEAD)$/.test(method)) sendFile(file, response);
    else if (path === '/events' && method === 'GET') this.#connect(response);
    else return false;
    return true;
  }

  /** Tells every browser to start over with what there is now. */
  snapshot(): void {
    this.#broadcast('snapshot', this.#allRecords());
  }

  #connect(response: ServerResponse): void {
    const snapshot = eventText('snapshot', this.#allRecords());
    response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
    response.write(`retry: 1000\n${snapshot}`);
    this.#browsers.add(response);
    this.#store.watchers.add(this.#watcher);
    response.once('close', () => {
      this.#browsers.delete(response);
      if (this.#browsers.size === 0) this.#store.watchers.delete(this.#watcher);
    });
  }

  #allRecords(): object {
    return {
      instances: [...this.#store.instances.values()].map(({ details }) => details),
      spans: [...this.#store.spans.values()].map((span) => shownSpan(span)),
    };
  }

  #broadcast(event: string, data: object): void {
    const text = eventText(event, data);
    for (const browser of this.#browsers) {
      if (browser.writableLength > maxBacklog) browser.destroy();
      else browser.write(text);
    }
  }
}

function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function sendFile(name: string, response: ServerResponse): void {
  const type = types[name.slice(name.lastIndexOf('.') + 1)];
  try {
    const content = readFileSync(new URL(`../page/${name}`, import.meta.url));
    response.writeHead(200, { ...securityHeaders, 'content-type': type }).end(content);
  } catch {
    response.writeHead(404, securityHeaders).end();
  }
}
