import { describe, expect, it } from '@jest/globals';
import { CAMPAIGNS } from './messages/campaigns.js';
import { FLEET } from './messages/fleet.js';
import { LEARNING } from './messages/learning.js';
import { ROLLOUTS } from './messages/rollouts.js';
import { SHELL } from './messages/shell.js';
import { TELEMETRY } from './messages/telemetry.js';
import { TURNS } from './messages/turns.js';
import { MESSAGES, translate, translateName } from './messages.js';

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();

describe('the message table', () => {
  it('has every key in both languages, with the same values in both', () => {
    const faulty = Object.entries(MESSAGES)
      .filter(([, [en, zh]]) => !en.trim() || !zh.trim() || placeholders(zh).join() !== placeholders(en).join())
      .map(([key]) => key);
    expect(faulty).toEqual([]);
  });

  it('has no key twice', () => {
    const areas = [SHELL, FLEET, TELEMETRY, CAMPAIGNS, TURNS, LEARNING, ROLLOUTS];
    expect(areas.reduce((sum, area) => sum + Object.keys(area).length, 0)).toBe(Object.keys(MESSAGES).length);
  });

  it('is really translated: Chinese texts hold Chinese, but for names', () => {
    const names = ['app.name', 'app.language', 'models.opset'];
    const untranslated = Object.entries(MESSAGES)
      .filter(([, [, zh]]) => !/\p{Script=Han}/u.test(zh))
      .map(([key]) => key);
    expect(untranslated).toEqual(names);
  });

  it('puts values in and chooses the word by the number', () => {
    expect(translate('en', 'clusters.vehicles', { n: 1 })).toBe('vehicle: 1');
    expect(translate('en', 'clusters.vehicles', { n: 4 })).toBe('vehicles: 4');
    expect(translate('zh', 'clusters.vehicles', { n: 4 })).toBe('4 辆车');
    expect(translate('en', 'runs.step', { step: 3 })).toBe('step 3 of {steps}');
  });

  it('shows a name it does not know as it is', () => {
    expect(translateName('zh', 'rollouts.state', 'halted')).toBe('已暂停');
    expect(translateName('zh', 'rollouts.state', 'hibernating')).toBe('hibernating');
  });
});
