import { sizesSchema, type Architecture } from '@headway/learning/training';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** Parses a whole number within limits for the command line. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };

/** Parses a number within limits for the command line. */
export const number =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
    }
    return value;
  };

/** Parses three ports separated by commas. */
export function threePorts(text: string): number[] {
  const ports = text.split(',').map((part) => wholeNumber(0, 65_535)(part));
  if (ports.length !== 3) throw new InvalidArgumentError('It must be three ports separated by commas.');
  return ports;
}

/** Parses some sizes of a model's encoder. */
export function encoderSizes(json: string): Partial<Architecture> {
  try {
    return sizesSchema.parse(JSON.parse(json));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof z.ZodError ? z.prettifyError(error) : 'It must be JSON.');
  }
}
