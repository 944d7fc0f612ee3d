/** The operations on alerts. */
import type { Alert, AlertSummary } from '../../generated/types.ts';
import type { Handlers } from './handler-types.ts';
import { paginate } from './pagination.ts';
import { Refusal } from './refusal.ts';
import { redacted } from './sensitive-values.ts';
import { accountId, notFound, type Store, type StoredAlert } from './store.ts';

type AlertHandlers = Pick<Handlers, 'raiseAlert' | 'clearAlert' | 'listAlerts' | 'getAlert' | 'countAlerts'>;

export function alertHandlers(store: Store, pageSize: number): AlertHandlers {
  /** The alert of a run that has a name: there is one at most, however often it was raised. */
  const named = (agent_instance_id: string, name: string): StoredAlert | undefined =>
    [...store.alerts.values()].find(
      (alert) => alert.agent_instance_id === agent_instance_id && alert.name === name,
    );

  const change = (alert: StoredAlert, changes: Partial<Alert>) => {
    Object.assign(alert, changes, { version: alert.version + 1, updated_at: store.now() });
    return { status: 'success' as const, details: shown(alert) };
  };

  return {
    raiseAlert({ body, token }) {
      const { agent_instance_id, name, severity, payload_sensitive_encoding = false } = body;
      const { details: run } = store.instance(agent_instance_id, token);
      const payload = body.payload as Alert['payload'] & object;
      const now = store.now();
      const given = { severity, payload, payload_sensitive_encoding };
      const known = named(agent_instance_id, name);
      if (known !== undefined) {
        const raised_at = body.raised_at ?? (known.status === 'raised' ? known.raised_at : now);
        return change(known, { ...given, status: 'raised', raised_at, cleared_at: null });
      }
      const alert: StoredAlert = {
        type: 'alert',
        id: store.newId(),
        account_id: accountId,
        agent_id: run.agent_id,
        agent_instance_id,
        environment_id: run.environment_id,
        name,
        title: name,
        summary: null,
        status: 'raised',
        ...given,
        version: 1,
        raised_at: body.raised_at ?? now,
        cleared_at: null,
        inserted_at: now,
        updated_at: now,
      };
      store.alerts.set(alert.id, alert);
      return { status: 'success', details: shown(alert) };
    },

    clearAlert({ body, token }) {
      const { agent_instance_id, name, cleared_at = store.now(), ...given } = body;
      store.instance(agent_instance_id, token);
      const alert = named(agent_instance_id, name);
      if (alert === undefined) {
        throw new Refusal('alert_unknown', `The agent instance has no alert of the name ${name}.`);
      }
      if (alert.status === 'cleared') {
        throw new Refusal('alert_already_cleared', `The alert ${name} is not raised.`);
      }
      return change(alert, { ...(given as Partial<Alert>), status: 'cleared', cleared_at });
    },

    listAlerts({ query }) {
      const { active_during = {}, pagination, sorting, ...wanted } = query;
      const { start_at, finish_at } = active_during;
      const found = [...store.alerts.values()].filter(
        (alert) =>
          hasFields(alert, wanted) &&
          (finish_at === undefined || Date.parse(alert.raised_at) < Date.parse(finish_at)) &&
          (start_at === undefined ||
            alert.cleared_at === null ||
            Date.parse(alert.cleared_at) >= Date.parse(start_at)),
      );
      return {
        status: 'success',
        ...paginate(
          found.map(summaryOf),
          { ...(pagination && { pagination }), ...(sorting && { sorting }) },
          pageSize,
        ),
      };
    },

    getAlert({ path }) {
      const alert = store.alerts.get(path.alert_id);
      if (alert === undefined) throw notFound('alert');
      return { status: 'success', details: shown(alert) };
    },

    countAlerts({ query }) {
      const found = [...store.alerts.values()].filter((alert) => hasFields(alert, query));
      return { status: 'success', count: found.length };
    },
  };
}

function hasFields(alert: StoredAlert, wanted: Partial<StoredAlert>): boolean {
  return Object.entries(wanted).every(([name, value]) => alert[name as keyof StoredAlert] === value);
}

/** An alert as answers show it. */
function shown(alert: StoredAlert): Alert {
  const payload = alert.payload_sensitive_encoding ? redacted(alert.payload) : alert.payload;
  return { ...alert, payload: payload as StoredAlert['payload'] };
}

/** What lists show of an alert. */
function summaryOf({
  payload: _,
  payload_sensitive_encoding: _encoding,
  ...summary
}: StoredAlert): AlertSummary {
  return summary;
}
