/** The instructions of a Dockerfile as typed values, variables not yet put in. */
import type { Healthcheck } from '../../oci/image-config.ts';
import type { Heredoc } from './heredoc.ts';
import type { MountFlag } from './mount.ts';
import type { Range, Token } from './position.ts';

export interface Flag {
  readonly name: string;
  /** '' for a flag without `=` */
  readonly value: string;
  /** as written, quotes included */
  readonly token: Token;
}

export interface InstructionBase {
  readonly keyword: Token;
  readonly flags: readonly Flag[];
  /** the logical line without blanks around: what the classic builder prints after `Step 1/5 : ` */
  readonly source: string;
  /** all that stands after keyword and flags, as written */
  readonly argument: Token;
  readonly heredocs: readonly Heredoc[];
  readonly range: Range;
}

/** `exec` is the JSON form. Shell form has one argument, the whole line; none where nothing follows. */
export interface CommandLine {
  readonly form: 'exec' | 'shell';
  readonly args: readonly Token[];
}
export interface KeyValue {
  readonly key: Token;
  readonly value: Token;
  /** `ENV KEY rest of the line`, the old form */
  readonly isLegacy: boolean;
}
export interface ArgDefinition {
  readonly name: Token;
  readonly value?: Token;
}
export interface HeredocSource extends Heredoc {
  /** the content with its tabs off where it began with `<<-` */
  readonly text: string;
}

export interface FromInstruction extends InstructionBase {
  readonly kind: 'from';
  readonly image: Token;
  readonly platform: string;
  /** in lower case; '' without `AS` */
  readonly name: string;
  readonly nameToken?: Token;
  readonly as?: Token;
}
export interface RunInstruction extends InstructionBase {
  readonly kind: 'run';
  readonly command: CommandLine;
  readonly mounts: readonly MountFlag[];
  readonly network: 'default' | 'none' | 'host';
  readonly security: 'sandbox' | 'insecure';
}
interface Transfer extends InstructionBase {
  readonly sources: readonly Token[];
  readonly heredocSources: readonly HeredocSource[];
  readonly destination: Token;
  readonly chown: string;
  readonly chmod: string;
  readonly isLink: boolean;
  readonly excludes: readonly string[];
}
export interface CopyInstruction extends Transfer {
  readonly kind: 'copy';
  readonly from: string;
  readonly fromToken?: Token;
  readonly keepsParents: boolean;
}
export interface AddInstruction extends Transfer {
  readonly kind: 'add';
  readonly checksum: string;
  readonly keepsGitDir: boolean;
  readonly unpack?: boolean;
}
export interface EnvInstruction extends InstructionBase {
  readonly kind: 'env';
  readonly pairs: readonly KeyValue[];
}
export interface LabelInstruction extends InstructionBase {
  readonly kind: 'label';
  readonly pairs: readonly KeyValue[];
}
export interface ArgInstruction extends InstructionBase {
  readonly kind: 'arg';
  readonly args: readonly ArgDefinition[];
}
export interface CmdInstruction extends InstructionBase {
  readonly kind: 'cmd' | 'entrypoint';
  readonly command: CommandLine;
}
export interface ShellInstruction extends InstructionBase {
  readonly kind: 'shell';
  readonly shell: readonly Token[];
}
export interface HealthcheckInstruction extends InstructionBase {
  readonly kind: 'healthcheck';
  readonly health: Healthcheck;
}
/** One word or the rest of the line. */
export interface WordInstruction extends InstructionBase {
  readonly kind: 'workdir' | 'user' | 'stopsignal' | 'maintainer';
  readonly word: Token;
}
export interface ListInstruction extends InstructionBase {
  readonly kind: 'expose' | 'volume';
  readonly items: readonly Token[];
}
export interface OnbuildInstruction extends InstructionBase {
  readonly kind: 'onbuild';
  /** the trigger's text as it will stand in the image's config */
  readonly trigger: string;
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CopyInstruction
  | AddInstruction
  | EnvInstruction
  | LabelInstruction
  | ArgInstruction
  | CmdInstruction
  | ShellInstruction
  | HealthcheckInstruction
  | WordInstruction
  | ListInstruction
  | OnbuildInstruction;
export type InstructionKind = Instruction['kind'];
