/** The machine as a step finds it: with the files and the archive that the learner laid there before the line runs. */
import { lazyContent, type Machine, withHostFiles } from '../../engine/index.ts';
import { blobBytes } from './blob-bytes.ts';
import type { Files, NamedBlob, StepInput } from './protocol.ts';

export function machineForStep(machine: Machine, { files, archive }: Omit<StepInput, 'line'>): Machine {
  return withArchive(withFiles(machine, files), archive);
}

/** @param files text by path on the learner's computer */
export function withFiles(machine: Machine, files: Files | undefined): Machine {
  return files === undefined ? machine : withHostFiles(machine, new Map(Object.entries(files)));
}

function withArchive(machine: Machine, archive: NamedBlob | undefined): Machine {
  if (archive === undefined) return machine;
  return withHostFiles(machine, new Map([[`./${archive.name}`, lazyContent(blobBytes(archive.blob))]]));
}
