/** Who calls, and what its token allows. */
import type { OperationId } from '../../generated/operations.ts';
import { Refusal } from './refusal.ts';

/** What a token stands for. */
export type Token =
  | { readonly scope: 'account' }
  | { readonly scope: 'agent_deployment'; readonly agent_id: string; readonly environment_id: string };

/** What a token of a deployment may do: record, and see whether its own run was terminated. */
const deploymentOperations: ReadonlySet<OperationId> = new Set([
  'ping',
  'registerAgentInstance',
  'startAgentInstance',
  'finishAgentInstance',
  'getAgentInstance',
  'createAgentSpan',
  'finishAgentSpan',
  'executeBulk',
]);

/** @throws {Refusal} `bad_authtoken`, when there is no such token, or it does not allow the operation. */
export function checkRights(operation: OperationId, token: Token | undefined): Token {
  if (token === undefined) throw new Refusal('bad_authtoken', 'The token is missing or unknown.');
  if (token.scope === 'agent_deployment' && !deploymentOperations.has(operation)) {
    throw new Refusal(
      'bad_authtoken',
      `The token of an agent deployment may only record: ${operation} needs an account token.`,
    );
  }
  return token;
}
