/** Checks the options of runs and writers, and fills in the defaults. */

import { type ResolvedRequestOptions, readOptions, requestRules } from '../call/request-options.ts';
import { boolean, fn, milliseconds, oneOf, positiveCount, type Rule } from '../validation/rules.ts';
import type { BatchOptions, BulkProgress, BulkRunOptions, WriterOptions } from './types.ts';

const batchRules: Readonly<Record<keyof BatchOptions, Rule>> = {
  maxItems: positiveCount,
  maxBytes: positiveCount,
  concurrency: positiveCount,
  timeout: requestRules.timeout,
  maxRetries: requestRules.maxRetries,
  retryOnStatusCodes: requestRules.retryOnStatusCodes,
  headers: requestRules.headers,
  validateRequest: requestRules.validateRequest,
  onControlSignal: requestRules.onControlSignal,
};

const runRules: Readonly<Record<keyof BulkRunOptions, Rule>> = {
  ...batchRules,
  stopOnError: boolean,
  onProgress: fn,
  signal: requestRules.signal,
};

const writerRules: Readonly<Record<keyof WriterOptions, Rule>> = {
  ...batchRules,
  flushInterval: milliseconds,
  maxQueueItems: positiveCount,
  maxQueueBytes: positiveCount,
  maxItemBytes: positiveCount,
  overflow: oneOf('wait', 'drop'),
  onFailed: fn,
  exitTimeout: milliseconds,
};

export interface ResolvedBatchOptions {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly concurrency: number;
  readonly request: ResolvedRequestOptions;
}

export interface ResolvedRunOptions extends ResolvedBatchOptions {
  readonly stopOnError: boolean;
  readonly onProgress: ((progress: BulkProgress) => unknown) | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface ResolvedWriterOptions extends ResolvedBatchOptions {
  readonly flushInterval: number;
  readonly maxQueueItems: number;
  readonly maxQueueBytes: number;
  readonly maxItemBytes: number | undefined;
  readonly overflow: 'wait' | 'drop';
  readonly onFailed: WriterOptions['onFailed'];
  readonly exitTimeout: number;
}

export function resolveRunOptions(options: BulkRunOptions = {}): ResolvedRunOptions {
  const given = readOptions('bulk.executeAll', 'options', options, runRules);
  return {
    ...batchOptions(given),
    stopOnError: given.stopOnError ?? false,
    onProgress: given.onProgress,
    signal: given.signal,
  };
}

export function resolveWriterOptions(options: WriterOptions = {}): ResolvedWriterOptions {
  const given = readOptions('bulk.writer', 'options', options, writerRules);
  return {
    ...batchOptions(given),
    flushInterval: given.flushInterval ?? 250,
    maxQueueItems: given.maxQueueItems ?? 10_000,
    maxQueueBytes: given.maxQueueBytes ?? 32 * 1024 * 1024,
    maxItemBytes: given.maxItemBytes,
    overflow: given.overflow ?? 'wait',
    onFailed: given.onFailed,
    exitTimeout: given.exitTimeout ?? 10_000,
  };
}

function batchOptions(given: Omit<BatchOptions, 'headers'> & ResolvedRequestOptions): ResolvedBatchOptions {
  const { timeout, maxRetries, retryOnStatusCodes, headers, validateRequest, onControlSignal } = given;
  return {
    maxItems: given.maxItems ?? 500,
    maxBytes: given.maxBytes ?? 1024 * 1024,
    concurrency: given.concurrency ?? 1,
    request: { timeout, maxRetries, retryOnStatusCodes, headers, validateRequest, onControlSignal },
  };
}
