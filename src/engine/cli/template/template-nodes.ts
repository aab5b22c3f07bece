/** The tree of a template (Go, text/template/parse/node.go) and its nodes written out as error messages quote them. */
import { goQuote } from '../../go/quote.ts';

interface At {
  /** offset in the template */
  readonly at: number;
}

export type ActionNode =
  | (At & { readonly kind: 'text'; readonly text: string })
  | (At & { readonly kind: 'action'; readonly pipe: PipeNode })
  | (At & {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipe: PipeNode;
      readonly list: readonly ActionNode[];
      readonly elseList?: readonly ActionNode[];
    })
  | (At & { readonly kind: 'break' | 'continue' })
  | (At & { readonly kind: 'template'; readonly name: string; readonly pipe?: PipeNode });

export interface PipeNode extends At {
  readonly kind: 'pipe';
  readonly decl: readonly VariableNode[];
  /** `=` and not `:=` */
  readonly isAssign: boolean;
  readonly cmds: readonly CommandNode[];
}

export interface CommandNode extends At {
  readonly kind: 'command';
  readonly args: readonly OperandNode[];
}

export type VariableNode = At & { readonly kind: 'variable'; readonly ident: readonly string[] };
export type FieldNode = At & { readonly kind: 'field'; readonly ident: readonly string[] };
export type ChainNode = At & { readonly kind: 'chain'; readonly node: OperandNode; readonly field: readonly string[] };
export type IdentifierNode = At & { readonly kind: 'identifier'; readonly name: string };
export type NumberNode = At & {
  readonly kind: 'number';
  readonly text: string;
  readonly value: number;
  readonly isInt: boolean;
  readonly isRune: boolean;
};

export type OperandNode =
  | PipeNode
  | VariableNode
  | FieldNode
  | ChainNode
  | IdentifierNode
  | NumberNode
  | (At & { readonly kind: 'dot' | 'nil' })
  | (At & { readonly kind: 'bool'; readonly value: boolean })
  | (At & { readonly kind: 'string'; readonly quoted: string; readonly value: string });

export type TemplateNode = ActionNode | PipeNode | CommandNode | OperandNode;

export function nodeText(node: TemplateNode): string {
  switch (node.kind) {
    case 'text':
      return goQuote(node.text);
    case 'action':
      return `{{${nodeText(node.pipe)}}}`;
    case 'if':
    case 'with':
    case 'range': {
      const other = node.elseList === undefined ? '' : `{{else}}${listText(node.elseList)}`;
      return `{{${node.kind} ${nodeText(node.pipe)}}}${listText(node.list)}${other}{{end}}`;
    }
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'template':
      return `{{template ${goQuote(node.name)}${node.pipe === undefined ? '' : ` ${nodeText(node.pipe)}`}}}`;
    case 'pipe': {
      const decl = node.decl.map(nodeText).join(', ');
      const sign = node.isAssign ? ' = ' : ' := ';
      return (decl === '' ? '' : decl + sign) + node.cmds.map(nodeText).join(' | ');
    }
    case 'command':
      return node.args.map(argumentText).join(' ');
    case 'variable':
      return node.ident.join('.');
    case 'field':
      return node.ident.map((name) => `.${name}`).join('');
    case 'chain':
      return argumentText(node.node) + node.field.map((name) => `.${name}`).join('');
    case 'identifier':
      return node.name;
    case 'number':
      return node.text;
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    default:
      return node.quoted;
  }
}

function argumentText(node: OperandNode): string {
  return node.kind === 'pipe' ? `(${nodeText(node)})` : nodeText(node);
}

function listText(list: readonly ActionNode[]): string {
  return list.map((node) => (node.kind === 'text' ? node.text : nodeText(node))).join('');
}
