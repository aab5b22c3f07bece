/**
 * The result as an image: settings, layers and rows of history, each row with a time (moby/buildkit exporter/containerimage/writer.go).
 * A row with a layer has the layer's; the first ones without get that of the first new layer, later ones that of the row before. So an image
 * that only changes settings is as old as its base.
 */
import { addImage } from '../../image/add-image.ts';
import { recordEvent } from '../../machine/events.ts';
import { getLayer } from '../../machine/layer-sizes.ts';
import type { Image } from '../../machine/machine.ts';
import { encodeImageConfig } from '../../oci/encode-image-config.ts';
import type { HistoryEntry, ImageConfig } from '../../oci/image-config.ts';
import type { Solved, Solver } from './solver.ts';
import type { StageState } from './stage-state.ts';

export function exportImage(solver: Solver, state: StageState, result: Solved): Image {
  const { ctx, ref } = solver;
  const labels = Object.fromEntries(solver.options.labels.map(splitLabel));
  const config =
    solver.options.labels.length === 0 ? state.config : { ...state.config, Labels: { ...state.config.Labels, ...labels } };
  const history = datedHistory(state.history, layerTimes(solver, result));
  const variant = state.base?.variant;
  const created = history.at(-1)?.created;
  const image: ImageConfig = {
    architecture: state.base?.architecture || 'amd64',
    ...(variant === undefined ? {} : { variant }),
    os: state.base?.os || 'linux',
    ...(state.author === '' ? {} : { author: state.author }),
    ...(created === undefined ? {} : { created }),
    config,
    history,
    rootfs: { type: 'layers', diff_ids: result.chain.map((chainId) => getLayer(ref.current, chainId).diffId) },
  };
  const added = addImage(ctx, ref.current, encodeImageConfig(image, 'buildkit'));
  ref.current = recordEvent(added.machine, { type: 'image', action: 'build', id: added.image.id });
  return added.image;
}

/** Times of the layers made here, bottom first; undefined for those that came with the base. */
function layerTimes(solver: Solver, result: Solved): readonly (string | undefined)[] {
  const times = new Map<string, string | undefined>();
  for (const record of solver.ref.current.buildCache.records.values()) {
    const top = record.chain.at(-1);
    if (top !== undefined && record.made && !times.has(top)) times.set(top, record.createdText);
  }
  for (const { record } of solver.solved.values())
    if (record?.made === true) times.set(record.chain.at(-1) ?? '', record.createdText);
  return result.chain.map((chainId) => times.get(chainId));
}

export function datedHistory(rows: readonly HistoryEntry[], layers: readonly (string | undefined)[]): readonly HistoryEntry[] {
  let height = 0;
  const withLayers = rows.map((row): HistoryEntry => {
    if (row.empty_layer === true) return row;
    const created = row.created ?? layers[height];
    height++;
    return created === undefined ? row : { ...row, created };
  });
  let latest = firstTime(withLayers);
  let isGap = false;
  return withLayers.map((row) => {
    if (row.created === undefined) {
      isGap = true;
      return latest === undefined ? row : { ...row, created: latest };
    }
    if (isGap) latest = row.created;
    return row;
  });
}

/** That of the first row with a time behind the first without one, else of the last row that has one. */
function firstTime(rows: readonly HistoryEntry[]): string | undefined {
  let time: string | undefined;
  let isGap = false;
  for (const { created } of rows) {
    if (created === undefined) {
      isGap = true;
      continue;
    }
    time = created;
    if (isGap) break;
  }
  return time;
}

function splitLabel(label: string): [string, string] {
  const equals = label.indexOf('=');
  return equals < 0 ? [label, ''] : [label.slice(0, equals), label.slice(equals + 1)];
}
