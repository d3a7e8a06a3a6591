import { Counter as PromCounter, Gauge as PromGauge, Histogram as PromHistogram, Registry } from 'prom-client';

type Labels = Record<string, string>;

/** Counts events; never falls. */
export interface Counter {
  add(value?: number, labels?: Labels): void;
}

/** A value that rises and falls. */
export interface Gauge {
  set(value: number, labels?: Labels): void;
}

/** A distribution, e.g. of latencies in milliseconds. */
export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

/** Metrics of one process, in the Prometheus text format. Asking twice for a name gives the same metric. */
export interface Metrics {
  counter(name: string, help: string, labels?: string[]): Counter;
  gauge(name: string, help: string, labels?: string[]): Gauge;
  histogram(name: string, help: string, buckets: number[], labels?: string[]): Histogram;
  text(): Promise<string>;
}

/** Metrics kept by prom-client in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const once = <T>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make();
  const base = (name: string, help: string, labels: string[]) => ({ name, help, labelNames: labels, registers: [registry] });
  return {
    counter: (name, help, labels = []) => {
      const counter = once(name, () => new PromCounter(base(name, help, labels)));
      return { add: (value = 1, values = {}) => counter.inc(values, value) };
    },
    gauge: (name, help, labels = []) => {
      const gauge = once(name, () => new PromGauge(base(name, help, labels)));
      return { set: (value, values = {}) => gauge.set(values, value) };
    },
    histogram: (name, help, buckets, labels = []) => {
      const histogram = once(name, () => new PromHistogram({ ...base(name, help, labels), buckets }));
      return { observe: (value, values = {}) => histogram.observe(values, value) };
    },
    text: () => registry.metrics(),
  };
}
