/** The engine's public door: the only file that other folders import. Its names are pinned by `index.test.ts`. */

export type { Completion, CompletionItem, CompletionKind } from './assist/completion.ts';
export type { Diagnosis, DiagnosisCode, Fix } from './assist/diagnosis.ts';
export type { Hover, HoverSubject } from './assist/hover.ts';
export type { Chunk, Content, LazyBytes } from './bytes/content.ts';
export {
  compactContent,
  concatContents,
  contentOf,
  lazyContent,
  peekContent,
  readContent,
  sliceContent,
  streamContent,
} from './bytes/content.ts';
export { text, utf8 } from './bytes/utf8.ts';
export type { ContentStore, EngineContext } from './cas/content-store.ts';
export { createContentStore } from './cas/content-store.ts';
export { expectDocker } from './cli/docker-program.ts';
export type { CommandReference, FlagReference } from './cli/specs/reference.ts';
export { opensTerminal } from './cli/typed-lines.ts';
export type { ContainerExamination } from './container/examine-container.ts';
export { CancelledError, EngineError, InvariantError, LimitError, PartError, rethrowFatal } from './errors.ts';
export { AbsentTreeError } from './fs/absent-tree.ts';
export { findNode, lookup } from './fs/lookup.ts';
export type { DirNode, FileNode, Node, Tree } from './fs/node.ts';
export { ROOT } from './fs/node.ts';
export { EMPTY_TREE } from './fs/tree.ts';
export { walk } from './fs/walk.ts';
export { makeDir, symlinkNode, writeFile } from './fs/write.ts';
export type { ImageExamination } from './image/examine-image.ts';
export type { LayerExamination } from './image/examine-layer.ts';
export { findImage } from './image/find-image.ts';
export { imageSize } from './image/image-size.ts';
export type { Change } from './layer/diff-trees.ts';
export { diffTrees } from './layer/diff-trees.ts';
export type { ExaminedFile } from './layer/examine-trees.ts';
export type { Layer } from './layer/layer.ts';
export { writableSize } from './layer/sizes.ts';
export { createLearnerMachine, WORKING_FOLDER } from './learner-machine.ts';
export type { Container, ContainerState, HostConfig, Mount } from './machine/container.ts';
export type { MachineView } from './machine/describe-machine.ts';
export { describeMachine } from './machine/describe-machine.ts';
export { listEvents } from './machine/events.ts';
export type { Host } from './machine/host.ts';
export { isDangling } from './machine/image-references.ts';
export { listHolders } from './machine/list-holders.ts';
export type { Image, Machine, MachineEvent, MachineRef, Volume } from './machine/machine.ts';
export { readOutline } from './machine/read-outline.ts';
export { validateMachine } from './machine/validate-machine.ts';
export type { ChainId, ContainerId, DiffId, Digest, ImageId } from './oci/digest.ts';
export { chainIdOf, shortId } from './oci/digest.ts';
export type { ImageConfig, RunConfig } from './oci/image-config.ts';
export { createPart } from './part.ts';
export type {
  HashStream,
  HttpPort,
  HttpRequest,
  HttpResponse,
  Keep,
  LayerScan,
  LayerScanOptions,
  LayerScanStep,
  Limits,
  PlatformPort,
  Ports,
  ScannedLayer,
  WatchPort,
} from './ports.ts';
export { DEFAULT_LIMITS, HttpUnreachable } from './ports.ts';
export type { Sink } from './process/host-io.ts';
export { expectLines } from './process/run-host-line.ts';
export { familiarName, familiarString, parseReference } from './reference/reference.ts';
export { NO_NETWORK } from './registry/no-network.ts';
export type { RegistryContent, Repository } from './registry/registry-content.ts';
export type { Screen } from './screen.ts';
export { createScreen } from './screen.ts';
export type { LineResult, ProgramCall, Session, SessionOptions } from './session.ts';
export { createSession, withHostFiles } from './session.ts';
export { isCompleteCommand, splitLines } from './split-lines.ts';
export type { TarEntry } from './tar/entry.ts';

/** The words of every command, for a page; not loaded with the engine. */
export async function loadCommandReference(): Promise<import('./cli/specs/reference.ts').CommandReference[]> {
  const { listCommandReference } = await import('./cli/specs/reference.ts');
  return listCommandReference();
}

/** Help while a command or a Dockerfile is being written; not loaded with the engine. */
export async function loadAssist(): Promise<typeof import('./assist/assist.ts')> {
  return import('./assist/assist.ts');
}

/** Layers, images and containers looked at file by file; not loaded with the engine. */
export async function loadExamination(): Promise<typeof import('./image/examination.ts')> {
  return import('./image/examination.ts');
}

/** A machine as a text without the files of its layers, which `readOutline` reads; not loaded with the engine. */
export async function loadOutlineWriting(): Promise<typeof import('./machine/write-outline.ts')> {
  return import('./machine/write-outline.ts');
}

/** What a thread that reads layers knows of tar; not loaded with the engine. */
export async function loadTarHeaders(): Promise<typeof import('./tar/tar-headers.ts')> {
  return import('./tar/tar-headers.ts');
}

/** A registry's answers made from files, also as the internet of a machine; not loaded with the engine. */
export async function loadRegistryServing(): Promise<typeof import('./registry/serving.ts')> {
  return import('./registry/serving.ts');
}
