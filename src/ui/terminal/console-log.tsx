/** Commands and their answers in the prose: a terminal that is only read. */
import type { Say } from '../kit/say.ts';
import type { StepResult } from '../lab/protocol.ts';
import type { KnownHashes } from './hash-tokens.ts';
import { Command, OutputRows } from './terminal.tsx';

interface ConsoleLogProps {
  readonly steps: readonly StepResult[];
  readonly known: KnownHashes;
  readonly label: string;
  readonly say: Say;
}

export function ConsoleLog({ steps, known, label, say }: ConsoleLogProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: what is read, not fields; and a section would be one landmark more of the same name
    <div role="group" class="console-log" aria-label={label} tabIndex={0}>
      {steps.map(({ line, rows, status }) => (
        <div key={line} class="entry">
          <Command line={line} known={known} />
          <OutputRows rows={rows} known={known} />
          {status !== 0 && <div class="row remark">{say('terminal.status', { status: String(status) })}</div>}
        </div>
      ))}
    </div>
  );
}
