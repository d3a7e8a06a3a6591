import type { Language } from '@headway/contracts';
import { Grammar } from '../template.js';
import { EN_BODY } from './en/body.js';
import { EN_CLIMATE } from './en/climate.js';
import { EN_COCKPIT } from './en/cockpit.js';
import { EN_DIALOGUE } from './en/dialogue.js';
import { EN_CLOSERS, EN_JOINTS, EN_OPENERS } from './en/fillers.js';
import { EN_LIGHTS } from './en/lights.js';
import { EN_MEDIA } from './en/media.js';
import { EN_NAVIGATION } from './en/navigation.js';
import { EN_OPENINGS } from './en/openings.js';
import { EN_OUT_OF_SCOPE } from './en/out-of-scope.js';
import { EN_PHONE } from './en/phone.js';
import { EN_QUESTIONS } from './en/questions.js';
import { EN_SEATS } from './en/seats.js';
import { EN_WORDS } from './en/words.js';
import { EN_PAIRS, ZH_PAIRS } from './pairs.js';
import type { Pair } from './pairs.js';
import { ZH_BODY } from './zh/body.js';
import { ZH_CLIMATE } from './zh/climate.js';
import { ZH_COCKPIT } from './zh/cockpit.js';
import { ZH_DIALOGUE } from './zh/dialogue.js';
import { ZH_LIGHTS } from './zh/lights.js';
import { ZH_CLOSERS, ZH_INTERJECTIONS, ZH_JOINTS, ZH_OPENERS } from './zh/manner.js';
import { ZH_MEDIA } from './zh/media.js';
import { ZH_NAVIGATION } from './zh/navigation.js';
import { ZH_OPENINGS } from './zh/openings.js';
import { ZH_OUT_OF_SCOPE } from './zh/out-of-scope.js';
import { ZH_PHONE } from './zh/phone.js';
import { ZH_QUESTIONS } from './zh/questions.js';
import { ZH_SEATS } from './zh/seats.js';
import { ZH_WORDS } from './zh/words.js';

/** Everything needed to speak one language. */
export interface Speaker {
  language: Language;
  grammar: Grammar;
  /** Templates by intent. */
  commands: Readonly<Record<string, readonly string[]>>;
  outOfScope: readonly string[];
  pairs: readonly Pair[];
  /** Said before a request. */
  openers: readonly string[];
  /** Said before questions and talk, where it is not what is said before requests. */
  interjections?: readonly string[];
  /** Said after a request. */
  closers: readonly string[];
  /** Between two clauses: punctuation that ends the first, a word that begins the second. */
  joints: readonly (readonly [string, string])[];
}

const ZH: Speaker = {
  language: 'zh',
  grammar: new Grammar(ZH_WORDS),
  commands: {
    ...ZH_CLIMATE,
    ...ZH_OPENINGS,
    ...ZH_SEATS,
    ...ZH_LIGHTS,
    ...ZH_MEDIA,
    ...ZH_BODY,
    ...ZH_COCKPIT,
    ...ZH_NAVIGATION,
    ...ZH_PHONE,
    ...ZH_QUESTIONS,
    ...ZH_DIALOGUE,
  },
  outOfScope: ZH_OUT_OF_SCOPE,
  pairs: ZH_PAIRS,
  openers: ZH_OPENERS,
  interjections: ZH_INTERJECTIONS,
  closers: ZH_CLOSERS,
  joints: ZH_JOINTS,
};

const EN: Speaker = {
  language: 'en',
  grammar: new Grammar(EN_WORDS),
  commands: {
    ...EN_CLIMATE,
    ...EN_OPENINGS,
    ...EN_SEATS,
    ...EN_LIGHTS,
    ...EN_MEDIA,
    ...EN_BODY,
    ...EN_COCKPIT,
    ...EN_NAVIGATION,
    ...EN_PHONE,
    ...EN_QUESTIONS,
    ...EN_DIALOGUE,
  },
  outOfScope: EN_OUT_OF_SCOPE,
  pairs: EN_PAIRS,
  openers: EN_OPENERS,
  closers: EN_CLOSERS,
  joints: EN_JOINTS,
};

/** The speaker of a language. */
export const speakerOf = (language: Language): Speaker => (language === 'zh' ? ZH : EN);
