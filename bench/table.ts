/** How figures are written down. */
import type { Measured } from './statistics.ts';

export interface Line {
  readonly what: string;
  readonly aim: string;
  readonly found: string;
  readonly isMet: boolean;
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printLines(lines: readonly Line[]): void {
  print(row('', 'aim', 'found', ''));
  for (const { what, aim, found, isMet } of lines) print(row(what, aim, found, isMet ? 'ok' : 'missed'));
}

export function row(first: string, second: string, third: string, fourth = ''): string {
  return `${first.padEnd(74)}${second.padStart(8)}   ${third.padEnd(36)}${fourth}`.trimEnd();
}

export function spread({ lowest, highest }: Measured, digits: number): string {
  return `${lowest.toFixed(digits)}–${highest.toFixed(digits)}`;
}

export function count(value: number): string {
  return value.toLocaleString('en').replaceAll(',', ' ');
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
