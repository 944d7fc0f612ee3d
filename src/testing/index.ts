/** `prefactor-http/testing`: a sandbox of the API for tests, and for trying things out. */

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
export type { IdempotencyMode } from './idempotency.ts';
export type { Ledger, LedgerEntry } from './ledger.ts';
export type { SandboxRequest } from './listener.ts';
export type { SandboxOptions } from './options.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
