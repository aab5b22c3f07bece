/** What a page asks about one machine without changing it. */
import type { Completion, Diagnosis, Hover } from '../../engine/index.ts';
import type { FileRow, FileSource, FileText } from './files.ts';
import type { LabClient } from './lab-client.ts';
import type { Request, RequestKind, Results, SessionId, Writing } from './protocol.ts';
import type { SessionTurns } from './session-turns.ts';
import type { Xray, XraySubject } from './xray-data.ts';

export interface SessionQuestions {
  /** Parts what was typed into complete commands; not complete where the last one waits for more. */
  split(text: string): Promise<Results['split']>;
  listFiles(of: FileSource, path: string): Promise<readonly FileRow[]>;
  /** @param at after so many steps; where the learner looks, where it is left out */
  readFile(of: FileSource, path: string, at?: number): Promise<FileText>;
  /** As the terminal means the path: see `readHere`. */
  readHere(path: string): Promise<Results['read-here']['file']>;
  /** Help with what is being written; undefined where the engine is not to be had. Nothing is shown as busy meanwhile. */
  complete(of: Writing, caret: number): Promise<Completion | undefined>;
  hover(of: Writing, caret: number): Promise<Hover | undefined>;
  diagnose(of: Writing, caret?: number): Promise<readonly Diagnosis[] | undefined>;
  /** Undefined where the machine, as it is where the learner looks, does not have it. */
  examine(of: XraySubject): Promise<Xray | undefined>;
  /** All its images for a real docker; undefined where the engine was stopped on the way. @throws Error where there is none */
  saveImages(): Promise<Blob | undefined>;
}

export function createSessionQuestions(session: SessionId, client: LabClient, { inTurn, quietly }: SessionTurns): SessionQuestions {
  const ask = <K extends RequestKind>(request: Extract<Request, { readonly kind: K }>): Promise<Results[K] | undefined> =>
    inTurn('idle', () => client.request<K>(request));
  const askQuietly = <K extends RequestKind>(request: Extract<Request, { readonly kind: K }>): Promise<Results[K] | undefined> =>
    quietly(() => client.request<K>(request));
  return {
    async split(text) {
      if (!/[\n\\'"`({|&<]|\b(?:if|for|while|until|case)\b/.test(text)) return { lines: [text], isComplete: true };
      return (await ask<'split'>({ kind: 'split', text })) ?? { lines: [text], isComplete: true };
    },
    async listFiles(of, path) {
      return (await ask<'files'>({ kind: 'files', session, of, path }))?.rows ?? [];
    },
    async readFile(of, path, at) {
      const when = at === undefined ? {} : { at };
      return (await ask<'read'>({ kind: 'read', session, of, path, ...when })) ?? { size: 0, cut: false };
    },
    readHere: async (path) => (await ask<'read-here'>({ kind: 'read-here', session, path }))?.file,
    complete: (of, caret) => askQuietly<'complete'>({ kind: 'complete', session, of, caret }),
    hover: async (of, caret) => (await askQuietly<'hover'>({ kind: 'hover', session, of, caret }))?.hover,
    async diagnose(of, caret) {
      const where = caret === undefined ? {} : { caret };
      return (await askQuietly<'diagnose'>({ kind: 'diagnose', session, of, ...where }))?.problems;
    },
    examine: async (of) => (await ask<'examine'>({ kind: 'examine', session, of }))?.xray,
    saveImages: async () => (await ask<'save'>({ kind: 'save', session }))?.archive,
  };
}
