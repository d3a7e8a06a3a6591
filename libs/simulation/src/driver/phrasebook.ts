import type { Example, Language } from '@headway/contracts';
import { driverUtterances, newCommandPhrases } from '@headway/learning/corpus';

/** What drivers say, with what they mean by it. */
export interface Phrasebook {
  everyday: readonly Example[];
  /** The command that the shipped model does not know. */
  newCommand: readonly Example[];
}

/** Everyday phrases and the new command's, of the project's corpus. */
export const corpusPhrasebook = (seed: number): Phrasebook => ({
  everyday: driverUtterances(seed),
  newCommand: newCommandPhrases(seed).train,
});

/** The words with which drivers mend and confirm. */
export const REPLIES: Record<Language, { confirm: readonly string[]; correct: (place: string) => string; places: Record<string, string> }> =
  {
    zh: {
      confirm: ['确认', '好的，确认', '是的'],
      correct: (place) => `不对，是${place}`,
      places: { 'Row1.DriverSide': '主驾', 'Row1.PassengerSide': '副驾', 'Row2.DriverSide': '左后', 'Row2.PassengerSide': '右后' },
    },
    en: {
      confirm: ['yes', 'yes please', 'confirm'],
      correct: (place) => `no, the ${place}`,
      places: {
        'Row1.DriverSide': 'driver side',
        'Row1.PassengerSide': 'passenger side',
        'Row2.DriverSide': 'rear left',
        'Row2.PassengerSide': 'rear right',
      },
    },
  };

/** How a driver names the place that a path is about; undefined when it has none. */
export function placeOf(path: string, language: Language): string | undefined {
  const seat = /(Row[12])\.(Driver|Passenger)/.exec(path);
  return seat ? REPLIES[language].places[`${seat[1]}.${seat[2]}Side`] : undefined;
}
