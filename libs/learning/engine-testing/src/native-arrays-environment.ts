import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest runs each spec in a realm of its own, whose typed arrays are not those native add-ons create, so `instanceof` checks inside
 * onnxruntime fail. This environment lends specs the typed arrays of the process.
 */
export default class NativeArraysEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { Float32Array, Float64Array, BigInt64Array, BigUint64Array, Int32Array, Uint8Array, ArrayBuffer });
  }
}
