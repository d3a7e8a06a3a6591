import type { Language } from '@headway/contracts';
import { EN_REASONS } from './en/reasons.js';
import { ZH_REASONS, ZH_RELATED_REASONS } from './zh/reasons.js';

/** Templates of why somebody asks, said before or after the request; none of them is a request, and the request stays what it is. */
export const REASONS: Readonly<Record<Language, readonly string[]>> = { zh: ZH_REASONS, en: EN_REASONS };

/** Templates of reasons that fit some intents only, and beside these ask for nothing more. */
export const RELATED_REASONS: Readonly<Record<Language, readonly (readonly [RegExp, readonly string[]])[]>> = {
  zh: ZH_RELATED_REASONS,
  en: [],
};
