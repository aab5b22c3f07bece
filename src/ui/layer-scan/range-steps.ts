import type { LayerScanStep } from '../../engine/index.ts';

/** Each message costs as much as some thousand headers. */
const STEP_BYTES = 4 << 20;
const FIRST_BYTES = 1 << 16;

/** Gathers what a scan keeps until enough has been read for a message, or enough was kept: many small files are mostly headers. */
export class RangeSteps {
  private readonly send: (step: LayerScanStep & { readonly ranges: Uint8Array<ArrayBuffer> }) => void;
  private ranges = new Uint8Array(FIRST_BYTES);
  private kept = 0;
  private bytesRead = 0;

  constructor(send: (step: LayerScanStep & { readonly ranges: Uint8Array<ArrayBuffer> }) => void) {
    this.send = send;
  }

  add(range: Uint8Array): void {
    const end = this.kept + range.length;
    if (end > this.ranges.length) {
      const larger = new Uint8Array(2 ** Math.ceil(Math.log2(end)));
      larger.set(this.ranges.subarray(0, this.kept));
      this.ranges = larger;
    }
    this.ranges.set(range, this.kept);
    this.kept = end;
  }

  read(bytes: number): void {
    this.bytesRead += bytes;
    if (this.bytesRead >= STEP_BYTES || this.kept >= STEP_BYTES) this.flush();
  }

  flush(): void {
    if (this.bytesRead === 0 && this.kept === 0) return;
    this.send({ read: this.bytesRead, ranges: this.ranges.slice(0, this.kept) });
    this.kept = 0;
    this.bytesRead = 0;
  }
}
