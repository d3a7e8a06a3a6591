import type { Example } from '@headway/contracts';
import { substituteSlots } from '../dataset/substitute.js';
import type { TrainerOptions } from '../trainer/trainer.js';

/** Examples laid out for training, whose epochs are one. */
export interface Laid {
  train: Example[];
  options: TrainerOptions;
  /** Which examples each member reads, some several times; all once if left out. */
  portions?: Int32Array[];
}

/**
 * Each example, and copies of it with other values in its slots, others for every epoch and member. All epochs are laid out
 * as one. The copies of all members are held at once.
 */
export function withSubstitutions(
  examples: Example[],
  copies: number,
  { options, members }: { options: TrainerOptions; members: number },
): Laid {
  if (copies === 0) return { train: examples, options };
  const epochs = Math.ceil(options.epochs);
  const train = [...examples];
  const originals = Array.from({ length: epochs }, () => [...examples.keys()]).flat();
  const drawOne = (copy: number): number[] => {
    const others = substituteSlots(examples, { seed: options.seed * epochs * copies * members + copy });
    const first = train.length;
    for (const other of others) train.push(other);
    return others.map((_, i) => first + i);
  };
  const rounds = epochs * copies;
  const portions = Array.from({ length: members }, (_, member) =>
    Int32Array.from([...originals, ...Array.from({ length: rounds }, (__, round) => drawOne(member * rounds + round)).flat()]),
  );
  return { train, portions, options: { ...options, epochs: options.epochs / epochs } };
}
