/** What is asked while a line or a Dockerfile is being written, for the machine on which it would run. Comes with the engine's help. */
import type { EngineContext, loadAssist, Machine } from '../../engine/index.ts';
import type { Request, RequestKind, Results } from './protocol.ts';

export type HelpRequest = Extract<Request, { readonly kind: 'complete' | 'hover' | 'diagnose' }>;
type Assist = Awaited<ReturnType<typeof loadAssist>>;

export async function help(
  assist: Assist,
  request: HelpRequest,
  { ctx, machine }: { readonly ctx: EngineContext; readonly machine: Machine },
): Promise<Results[RequestKind]> {
  const { text, language, path = 'Dockerfile' } = request.of;
  const isShell = language === 'shellscript';
  switch (request.kind) {
    case 'complete':
      return isShell
        ? assist.complete(machine, text, request.caret)
        : assist.completeDockerfile(machine, text, request.caret, path);
    case 'hover': {
      const hover = isShell ? assist.hover(machine, text, request.caret) : assist.hoverDockerfile(machine, text, request.caret);
      return { ...(hover && { hover }) };
    }
    case 'diagnose': {
      const found = isShell
        ? assist.diagnose(ctx, machine, text, request)
        : assist.lintDockerfile(text, { ...request, machine, path });
      return { problems: await found };
    }
  }
}
