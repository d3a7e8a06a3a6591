import type { Language } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { z } from 'zod';

/** Longest answer that is still spoken, in characters. */
const LONGEST_ANSWER = 600;
const MAX_TOKENS = 120;

const completionSchema = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

const INSTRUCTIONS: Record<Language, string> = {
  zh: '你是车载语音助手，用一两句口语化的中文简短回答。你不能操作车辆，也不要声称已经操作了车辆。',
  en: 'You are the voice assistant of a car. Answer in one or two short spoken sentences. You cannot operate the car and never claim to have done so.',
};

/** A model that talks about what is not a command. */
export interface LanguageModel {
  name: string;
  /** @throws AppError `unavailable`, or `deadline-exceeded` when the budget is spent */
  reply(utterance: string, options: { language: Language; budgetMs: number; signal?: AbortSignal }): Promise<string>;
}

export interface ChatCompletionsOptions {
  /** Base URL of an OpenAI-compatible server, e.g. `http://127.0.0.1:8000/v1`. */
  url: string;
  model: string;
  apiKey?: string;
}

/** A language model behind `POST {url}/chat/completions` (OpenAI's API, as vLLM, Ollama and others serve it). */
export function chatCompletions({ url, model, apiKey }: ChatCompletionsOptions): LanguageModel {
  const endpoint = `${url.replace(/\/+$/, '')}/chat/completions`;
  return {
    name: model,
    async reply(utterance, { language, budgetMs, signal }) {
      const timeout = AbortSignal.timeout(Math.max(1, Math.floor(budgetMs)));
      const messages = [
        { role: 'system', content: INSTRUCTIONS[language] },
        { role: 'user', content: utterance },
      ];
      try {
        const response = await fetch(endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
          body: JSON.stringify({ model, messages, max_tokens: MAX_TOKENS, temperature: 0.3, stream: false }),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const text = completionSchema.parse(await response.json()).choices[0]?.message.content.trim() ?? '';
        if (text === '') throw new Error('an empty answer');
        return text.slice(0, LONGEST_ANSWER);
      } catch (cause) {
        if (timeout.aborted) throw new AppError('deadline-exceeded', `language model ${model} did not answer within the budget`, { cause });
        throw new AppError('unavailable', `language model ${model} gave no answer`, { cause });
      }
    },
  };
}
