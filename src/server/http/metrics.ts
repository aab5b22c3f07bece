/** For Prometheus. Labels are routes and statuses, never a class or a person. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from './context.ts';

export interface Metrics {
  answered(route: string, status: number, milliseconds: number): void;
  /** from receiving an answer to its verdict on disk */
  graded(milliseconds: number): void;
  watch(services: Pick<Services, 'log' | 'queue' | 'streams' | 'grader'>): void;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const requests = new Histogram({
    name: 'camadas_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const grading = new Histogram({
    name: 'camadas_grading_seconds',
    help: 'Time from receiving an answer to its verdict on disk',
    buckets: [0.02, 0.1, 0.5, 1, 5, 30],
    registers,
  });
  return {
    answered: (route, status, ms) => requests.observe({ route, status: String(status) }, ms / 1000),
    graded: (ms) => grading.observe(ms / 1000),
    watch({ log, queue, streams, grader }) {
      const gauge = (name: string, help: string, value: () => number) =>
        new Gauge({ name: `camadas_${name}`, help, registers, collect: gaugeOf(value) });
      gauge('streams', 'Open event streams', () => streams.count);
      gauge('answers_waiting', 'Answers waiting for their verdict', () => queue.size);
      const counter = (name: string, help: string, value: () => number) =>
        new Counter({
          name: `camadas_${name}`,
          help,
          registers,
          collect() {
            this.reset();
            this.inc(value());
          },
        });
      counter('commits_total', 'Transactions', () => log.stats.commits);
      counter('commands_total', 'Commands in these transactions', () => log.stats.commands);
      counter('streams_cut_total', 'Streams cut because their reader was slow', () => streams.stats.cut);
      counter('answers_played_total', 'Answers played on the engine', () => grader.stats.played);
      counter('answers_stopped_total', 'Answers that ended at a limit', () => grader.stats.stopped);
    },
    text: async () => (await Promise.all(registers.map((registry) => registry.metrics()))).join(''),
  };
}

function gaugeOf(value: () => number) {
  return function collect(this: Gauge): void {
    this.set(value());
  };
}
