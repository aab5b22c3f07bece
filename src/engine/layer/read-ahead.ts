/**
 * Layers of one image are read one after the other into the machine, and each waits for its hash. Where the platform has threads for it, as many
 * are read and hashed at once, the largest first, as it takes longest; what is wrong with one is still told when its turn comes.
 */
import type { Content } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { CancelledError } from '../errors.ts';
import { type ReadLayer, type ReadLayerOptions, readLayer } from './read-layer.ts';

export interface LayerToRead extends ReadLayerOptions {
  /** @throws where it is not there: told when its turn comes */
  find(): Content;
}

type Outcome = { readonly read: ReadLayer } | { readonly error: unknown };

export class ReadAhead {
  private readonly ctx: Pick<EngineContext, 'ports'>;
  private readonly threads: number;
  /** one for each layer that is still to come: what its reading gives, and what begins that */
  private readonly slots: { readonly outcome: Promise<Outcome>; begin(): void }[];
  /** the same, not begun, in the order in which they begin */
  private readonly waiting: { begin(): void }[];
  /** the last reading of each: a blob that stands in an image twice is hashed once */
  private readonly reading = new Map<Content, Promise<unknown>>();
  private readonly running = new Set<Promise<Outcome>>();
  private isStopped = false;

  /** @param layers in the order in which `next` gives them */
  constructor({ ports }: Pick<EngineContext, 'ports'>, layers: readonly LayerToRead[]) {
    const { watch } = ports;
    const stoppable = {
      begin: (total: number) => watch?.begin(total),
      read: (bytes: number) => {
        if (this.isStopped) throw new CancelledError();
        watch?.read(bytes);
      },
    };
    this.ctx = { ports: { ...ports, watch: stoppable } };
    this.threads = ports.platform?.threads ?? 1;
    const slots = layers.map((layer) => ({ size: sizeOf(layer), ...this.slotOf(layer) }));
    this.slots = slots;
    this.waiting = this.threads === 1 ? [...slots] : slots.toSorted((a, b) => b.size - a.size);
  }

  /** @throws as `readLayer` does */
  async next(): Promise<ReadLayer> {
    this.fill();
    const outcome = await this.slots.shift()?.outcome;
    if (outcome === undefined) throw new RangeError('no layer is left');
    if ('error' in outcome) throw outcome.error;
    return outcome.read;
  }

  /** Ends what nobody will ask for any more, and waits until it has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.waiting.length = 0;
    await Promise.all(this.running);
  }

  private fill(): void {
    while (this.running.size < this.threads) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      next.begin();
    }
  }

  private slotOf(layer: LayerToRead) {
    let begin = (): void => undefined;
    const outcome = new Promise<void>((resolve) => {
      begin = resolve;
    })
      .then(() => this.read(layer))
      .then(
        (read) => ({ read }),
        (error: unknown) => ({ error }),
      );
    const ended = (): void => {
      this.running.delete(outcome);
      // in one thread nothing is read that nobody has asked for
      if (this.threads > 1) this.fill();
    };
    return {
      outcome,
      begin: () => {
        this.running.add(outcome);
        void outcome.then(ended);
        begin();
      },
    };
  }

  private async read({ find, isHashingPacked }: LayerToRead): Promise<ReadLayer> {
    const content = find();
    const before = this.reading.get(content);
    const read = (before ?? Promise.resolve()).then(() =>
      readLayer(this.ctx, content, { isUnpacking: true, ...(isHashingPacked === undefined ? {} : { isHashingPacked }) }),
    );
    this.reading.set(
      content,
      read.catch(() => undefined),
    );
    return read;
  }
}

/** bytes, as it lies there */
function sizeOf({ find }: LayerToRead): number {
  try {
    return find().size;
  } catch {
    return 0;
  }
}
