/**
 * Layers of one image are read one after the other into the machine, and each waits for its hash. Where the platform has threads for it, the
 * next ones are read and hashed meanwhile; what is wrong with one is still told when its turn comes.
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
  private readonly todo: LayerToRead[];
  private readonly begun: Promise<Outcome>[] = [];
  /** the last reading of each: a blob that stands in an image twice is hashed once */
  private readonly reading = new Map<Content, Promise<unknown>>();
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
    this.todo = [...layers];
  }

  /** @throws as `readLayer` does */
  async next(): Promise<ReadLayer> {
    const atOnce = this.ctx.ports.platform?.threads ?? 1;
    this.begin(atOnce);
    const outcome = await this.begun.shift();
    this.begin(atOnce - 1);
    if (outcome === undefined) throw new RangeError('no layer is left');
    if ('error' in outcome) throw outcome.error;
    return outcome.read;
  }

  /** Ends what nobody will ask for any more, and waits until it has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.todo.length = 0;
    await Promise.all(this.begun.splice(0));
  }

  private begin(atOnce: number): void {
    for (const layer of this.todo.splice(0, Math.max(0, atOnce - this.begun.length))) {
      this.begun.push(
        this.read(layer).then(
          (read) => ({ read }),
          (error: unknown) => ({ error }),
        ),
      );
    }
  }

  private async read({ find, isHashingPacked }: LayerToRead): Promise<ReadLayer> {
    const content = find();
    const before = this.reading.get(content);
    const read = (before ?? Promise.resolve()).then(() =>
      readLayer(this.ctx, content, isHashingPacked === undefined ? {} : { isHashingPacked }),
    );
    this.reading.set(
      content,
      read.catch(() => undefined),
    );
    return read;
  }
}
