import { expectedPlan } from '@headway/assistant/ontology';
import type { Action, Example, Language, TurnResponse } from '@headway/contracts';
import type { VehicleAgent } from '@headway/vehicle/agent';
import type { Random } from '../random.js';
import type { World } from '../world/world.js';
import { type Phrasebook, placeOf, REPLIES } from './phrasebook.js';
import { judge } from './reaction.js';

export interface DriverOptions {
  language: Language;
  phrasebook: Phrasebook;
  /** Mean seconds between wishes. */
  speakEveryS: number;
  /** Share of wishes that are for the command nobody has taught yet. */
  newCommandShare: number;
  random: Random;
  /** Milliseconds in one of this driver's seconds; 1000 unless a test is in a hurry. */
  secondMs?: number;
}

const SESSION = 'driver';
const CONFIRMS_SHARE = 0.9;
const CORRECTS_SHARE = 0.7;
const HELPS_HIMSELF_SHARE = 0.85;
/** More than this is not done by hand after one sentence. */
const MOST_BY_HAND = 4;

/** A person at the wheel, who speaks, corrects, confirms, and in the end does by hand what the cockpit did not. */
export class Driver {
  readonly #options: DriverOptions;
  readonly #agent: Pick<VehicleAgent, 'ask'>;
  readonly #world: Pick<World, 'state' | 'moveByHand' | 'read'>;
  readonly #everyday: readonly Example[];
  readonly #newCommand: readonly Example[];
  #wake: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #done: Promise<void> = Promise.resolve();

  constructor(agent: Pick<VehicleAgent, 'ask'>, world: Pick<World, 'state' | 'moveByHand' | 'read'>, options: DriverOptions) {
    this.#agent = agent;
    this.#world = world;
    this.#options = options;
    const own = ({ language }: Example) => language === options.language;
    this.#everyday = options.phrasebook.everyday.filter(own);
    this.#newCommand = options.phrasebook.newCommand.filter(own);
  }

  start(): void {
    this.#done = this.#live();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#done;
  }

  async #live(): Promise<void> {
    const { random, speakEveryS } = this.#options;
    while (!this.#stopped) {
      await this.#pause(random.exponential(speakEveryS));
      if (this.#stopped) return;
      const wish = this.#wish();
      if (wish) await this.express(wish);
    }
  }

  #wish(): Example | undefined {
    const { random, newCommandShare } = this.#options;
    const taught = random.next() < newCommandShare ? this.#newCommand.filter((example) => this.#makesSense(example)) : [];
    const choice = taught.length > 0 ? taught : this.#everyday;
    return choice.length > 0 ? random.pick(choice) : undefined;
  }

  /** Nobody asks to turn on what is on. */
  #makesSense(example: Example): boolean {
    return this.#wanted(example).some(({ path, value }) => this.#world.read(path) !== value);
  }

  #wanted(example: Example): Action[] {
    return expectedPlan(example, this.#world.state()).actions;
  }

  /** Says one wish and sees it through. */
  async express(wish: Example): Promise<void> {
    const wanted = this.#wanted(wish);
    const response = await this.#say(wish.text);
    let judgement = judge(wanted, response);
    if (judgement.waitsForYes) judgement = await this.#confirm(wanted, judgement);
    else if (judgement.misplaced) judgement = await this.#correct(judgement.misplaced, judgement);
    await this.#byHand(judgement.missing);
  }

  async #confirm(wanted: readonly Action[], judgement: ReturnType<typeof judge>) {
    const { random, language } = this.#options;
    if (random.next() > CONFIRMS_SHARE) return { ...judgement, missing: [] };
    await this.#pause(random.between(0.8, 2));
    return judge(wanted, await this.#say(random.pick(REPLIES[language].confirm)));
  }

  async #correct(misplaced: Action, judgement: ReturnType<typeof judge>) {
    const { random, language } = this.#options;
    const place = placeOf(misplaced.path, language);
    if (!place || random.next() > CORRECTS_SHARE) return judgement;
    await this.#pause(random.between(1, 2.5));
    return judge(judgement.missing, await this.#say(REPLIES[language].correct(place)));
  }

  async #byHand(missing: readonly Action[]): Promise<void> {
    const { random } = this.#options;
    if (missing.length === 0 || random.next() > HELPS_HIMSELF_SHARE) return;
    await this.#pause(random.between(1.5, 4.5));
    for (const { path, value } of missing.slice(0, MOST_BY_HAND)) {
      if (this.#stopped) return;
      if (value !== undefined && this.#world.read(path) !== value) this.#world.moveByHand(path, value);
    }
  }

  #say(text: string): Promise<TurnResponse> {
    return this.#agent.ask(text, { session: SESSION });
  }

  #pause(seconds: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = () => {
        clearTimeout(this.#timer);
        resolve();
      };
      this.#timer = setTimeout(resolve, seconds * (this.#options.secondMs ?? 1000));
    });
  }
}
