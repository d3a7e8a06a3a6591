import { describe, expect, it } from '@jest/globals';
import { findChoice } from './choices.js';
import { parseQuantity } from './quantity.js';
import { findZones, resolveZone } from './zones.js';

describe('zones', () => {
  it.each([
    ['主驾', ['front-left']],
    ['副驾驶的', ['front-right']],
    ['主驾和副驾', ['front-left', 'front-right']],
    ['后排左边', ['rear-left']],
    ['右后', ['rear-right']],
    ['全车', ['front-left', 'front-right', 'rear-left', 'rear-right']],
    ['后排 都', ['rear-left', 'rear-right']],
    ['my side', ['front-left']],
    ["the passenger's side", ['front-right']],
    ['rear left and front right', ['front-right', 'rear-left']],
    ['Left', ['front-left', 'rear-left']],
    ['后排两边', ['rear-left', 'rear-right']],
    ['左手边', ['front-left', 'rear-left']],
    ['老婆那边', ['front-right']],
    ['nearside', ['front-right']],
    ['老婆', ['front-right']],
    ['the missus', ['front-right']],
    ["my wife's side", ['front-right']],
    ['我老婆那边', ['front-right']],
    ['后面俩', ['rear-left', 'rear-right']],
    ['小孩那边', ['rear-left', 'rear-right']],
    ['both back', ['rear-left', 'rear-right']],
    ['那个', []],
  ])('%s', (text, places) => {
    expect(resolveZone(text, {})).toEqual(places);
  });

  it('swaps sides where the driver sits right', () => {
    expect(resolveZone('主驾', { 'Vehicle.Cabin.DriverPosition': 'RIGHT' })).toEqual(['front-right']);
  });

  it('matches English words whole', () => {
    expect(findZones('some overall theme')).toEqual([]);
  });
});

describe('quantities', () => {
  it.each([
    ['二十三度', { kind: 'number', value: 23 }],
    ['one degree', { kind: 'number', value: 1 }],
    ['到23.5度', { kind: 'number', value: 23.5 }],
    ['三档', { kind: 'number', value: 3, unit: 'level' }],
    ['level two', { kind: 'number', value: 2, unit: 'level' }],
    ['72 degrees fahrenheit', { kind: 'number', value: 72, unit: 'fahrenheit' }],
    ['50%', { kind: 'share', value: 0.5 }],
    ['一半', { kind: 'share', value: 0.5 }],
    ['halfway', { kind: 'share', value: 0.5 }],
    ['最大', { kind: 'extreme', end: 'max' }],
    ['all the way', { kind: 'extreme', end: 'max' }],
    ['最低', { kind: 'extreme', end: 'min' }],
    ['满', { kind: 'extreme', end: 'max' }],
    ['到头', { kind: 'extreme', end: 'max' }],
    ['大半', { kind: 'share', value: 0.7 }],
    ['一点点', { kind: 'amount', size: 'small' }],
    ['a bit', { kind: 'amount', size: 'small' }],
    ['一两度', { kind: 'number', value: 1 }],
    ['a couple of degrees', { kind: 'number', value: 2 }],
    ['八成五', { kind: 'share', value: 0.85 }],
    ['七八成', { kind: 'share', value: 0.7 }],
    ['right down', { kind: 'extreme', end: 'min' }],
    ['很多', { kind: 'amount', size: 'large' }],
    ['一条缝', { kind: 'share', value: 0.1 }],
    ['中档', { kind: 'number', value: 2, unit: 'level' }],
    ['高', { kind: 'number', value: 3, unit: 'level' }],
    ['两三度', { kind: 'number', value: 2 }],
    ['二十四五度', { kind: 'number', value: 24 }],
    ['二十来度', { kind: 'number', value: 20 }],
    ['俩度', { kind: 'number', value: 2 }],
    ['二五', { kind: 'number', value: 25 }],
    ['一个档', { kind: 'number', value: 1, unit: 'level' }],
    ['满档', { kind: 'extreme', end: 'max' }],
    ['LO', { kind: 'extreme', end: 'min' }],
    ['all the way down', { kind: 'extreme', end: 'min' }],
    ['all the way up', { kind: 'extreme', end: 'max' }],
    ['as low as it goes', { kind: 'extreme', end: 'min' }],
    ['as high as it gets', { kind: 'extreme', end: 'max' }],
    ['a smidge', { kind: 'amount', size: 'small' }],
    ['three quarters of the way', { kind: 'share', value: 0.75 }],
    ['two clicks', { kind: 'number', value: 2, unit: 'level' }],
    ['72 f', { kind: 'number', value: 72, unit: 'fahrenheit' }],
    ['香蕉', undefined],
  ])('%s', (text, quantity) => {
    expect(parseQuantity(text)).toEqual(quantity);
  });
});

describe('choices', () => {
  it('prefers the longest word', () => {
    expect(findChoice('ambientColor', '天蓝色')?.value).toBe('#87CEEB');
    expect(findChoice('airflow', 'blow on my feet')?.value).toBe('DOWN');
    expect(findChoice('airflow', 'face')?.value).toBe('MIDDLE');
    expect(findChoice('playOrder', '单曲循环')?.value).toBe('REPEAT_ONE');
    expect(findChoice('mediaSource', 'digital radio')?.value).toBe('DAB');
    expect(findChoice('driveMode', '把模式换成运动')?.value).toBe('SPORT');
    expect(findChoice('wiper', 'nonsense')).toBeUndefined();
  });
});
