/** The operation that makes ids. */
import type { Handlers } from './handler-types.ts';
import { invalidFields } from './refusal.ts';
import { accountId, notFound, type Store } from './store.ts';

/** More than anybody needs, and few enough to be made at once. */
const most = 10_000;

export function pfidHandlers(store: Store): Pick<Handlers, 'generatePfids'> {
  return {
    generatePfids({ body: { count, account_id = accountId } }) {
      if (account_id !== accountId) throw notFound('account');
      if (count > most) throw invalidFields({ count: [`must be at most ${most}`] });
      return { status: 'success', pfids: Array.from({ length: count }, () => store.newId()), account_id };
    },
  };
}
