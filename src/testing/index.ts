/** `prefactor-http/testing`: a sandbox of the API for tests, and for trying things out. */
/// <reference lib="esnext.disposable" preserve="true" />

export type { RecordedSpan } from './api/store.ts';
export type {
  BodyFault,
  ConnectionFault,
  DripFault,
  FaultScope,
  HtmlFault,
  ItemFault,
  LatencyFault,
  SandboxFault,
  SandboxFaults,
  StatusFault,
} from './faults.ts';
export type { SandboxRequest } from './http/request-log.ts';
export type { Ledger, LedgerEntry } from './ledger.ts';
export type { IdempotencyMode, SandboxOptions } from './options.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
