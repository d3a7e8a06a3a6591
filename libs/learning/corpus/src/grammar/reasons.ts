import type { Language } from '@headway/contracts';
import { ZH_REASONS, ZH_RELATED_REASONS } from './zh/reasons.js';

/** Templates of why somebody asks, said before or after the request; none of them is a request, and the request stays what it is. */
export const REASONS: Readonly<Record<Language, readonly string[]>> = {
  zh: ZH_REASONS,
  en: [
    'the kids are asleep',
    "the baby's sleeping",
    "i'm on the phone",
    'i need to take this call',
    "we're nearly home",
    "we're on the motorway now",
    "we're getting on the freeway",
    "it's getting dark",
    "the sun's in my eyes",
    "i can't see",
    "i can't hear a thing",
    "i'm running late",
    "i'm tired",
    "it's been a long day",
    'my back hurts',
    "grandma's in the back",
    "the dog's in the back",
    'my hands are full',
    "i've got bags",
    "it's raining",
    "it's snowing",
    "it's foggy",
    "the road's icy",
    "i'm saving the battery",
    "we're low on fuel",
    "someone's getting in",
    'my wife is driving next',
    'i just washed the car',
    'it smells in here',
    'i need to concentrate',
    'before i forget',
    "it's too much",
    "that's better",
    'i asked already',
    'last time i ask',
    "we're at the drive through",
    "we're going through a tunnel",
    "we've arrived",
    "i'm parking",
    "there's a lot of traffic",
    'i want to sleep a bit',
    "she's cold",
    "he's carsick",
    "they're fighting again",
  ],
};

/** Templates of reasons that fit some intents only, and beside these ask for nothing more. */
export const RELATED_REASONS: Readonly<Record<Language, readonly (readonly [RegExp, readonly string[]])[]>> = {
  zh: ZH_RELATED_REASONS,
  en: [],
};
