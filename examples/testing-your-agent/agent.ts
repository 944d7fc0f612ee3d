/** A small agent that answers a customer's question: it looks something up, asks a model, and records both. */
import type { PrefactorHttpClient } from 'prefactor-http';
import { type OnProblem, Recording } from './recording.ts';

/** What the agent works with. Its tests bring their own. */
export interface Means {
  readonly client: PrefactorHttpClient;
  /** The tool: finds articles about a question. */
  readonly search: (question: string) => Promise<{ articles: string[] }>;
  /** The model. */
  readonly ask: (prompt: string) => Promise<{ response: string }>;
  /** Told of what could not be recorded. The agent continues without. */
  readonly onProblem: OnProblem;
}

/**
 * Answers a question.
 *
 * @throws What the tool or the model throws; the reason, when somebody terminates the run.
 */
export async function answer(question: string, { client, search, ask, onProblem }: Means): Promise<string> {
  const run = await Recording.begin(client, onProblem);
  try {
    const { response } = await run.step('support:task', { question }, async (task) => {
      const { articles } = await run.step('support:tool', { question }, () => search(question), task);
      const prompt = [...articles, question].join('\n\n');
      return await run.step('support:llm', { prompt }, () => ask(prompt), task);
    });
    await run.end('complete');
    return response;
  } catch (error) {
    await run.end('failed');
    throw error;
  }
}
