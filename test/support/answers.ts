/** Answers that many tests give: good ones, bad ones, none at all, and choices among them. */
import { bulkSuccess, emptyList, failure, instance, span, success } from './fixtures.ts';
import { type Answer, json } from './server.ts';

export const withSpan: Answer = (response) => json(response, 200, success(span));
export const withInstance: Answer = (response) => json(response, 200, success(instance));

/** Answers each operation with a success of its own kind. */
export const withSuccess: Answer = (response, { method, url, body }) => {
  const [path = ''] = url.split('?');
  if (path.endsWith('/bulk')) {
    const { items } = JSON.parse(body) as { items: { idempotency_key: string }[] };
    return json(response, 200, bulkSuccess(items.map((item) => [item.idempotency_key, success(span)])));
  }
  if (method === 'GET' && /\/agent_(spans|instance)$/.test(path)) return json(response, 200, emptyList);
  json(response, 200, success(path.includes('agent_instance') ? instance : span));
};

export const unavailable: Answer = (response) => json(response, 503, failure('unavailable'));
export const never: Answer = () => {};
export const reset: Answer = (response) => void response.destroy();
export const halfAnAnswer: Answer = (response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"status":');
};

/** Gives one answer after the other; the last one stays. */
export const inTurn =
  (...answers: [Answer, ...Answer[]]): Answer =>
  (response, request, index) =>
    (answers[index] ?? answers.at(-1) ?? never)(response, request, index);

/** Answers each id in its own way, and ids that are not named with a span of that id. */
export const byId =
  (answers: Record<string, Answer>): Answer =>
  (response, request, index) => {
    const id = request.url.split('/')[4] ?? '';
    const answer = answers[id] ?? ((to) => json(to, 200, success({ ...span, id })));
    return answer(response, request, index);
  };
