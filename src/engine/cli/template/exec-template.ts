/** Runs a template over a value (Go, text/template/exec.go). */
import { utf8 } from '../../bytes/utf8.ts';
import { goQuote } from '../../go/quote.ts';
import { formatPlain } from './format-value.ts';
import { entriesOf, type GoValue, goInt, goString, INT, indirect, listItems, STRING, sortedKeys } from './go-value.ts';
import { type Template, TemplateError } from './parse-template.ts';
import { Evaluator } from './template-evaluator.ts';
import { isTrue, type TemplateFunctions, unwrapInterface } from './template-function.ts';
import { type ActionNode, nodeText, type TemplateNode, type VariableNode } from './template-nodes.ts';

export interface ExecOptions {
  readonly functions: TemplateFunctions;
  /** what a key does that a map does not have: print `<no value>`, or stop */
  readonly missingKey: 'default' | 'error';
  /** turns of all loops together */
  readonly maxSteps: number;
}

/** Carries what was written until then: some commands print it. */
export class ExecError extends TemplateError {
  readonly written: string;
  constructor(message: string, written: string) {
    super(message);
    this.written = written;
  }
}

type Control = 'break' | 'continue' | undefined;
/** Go's own limit of templates within templates. */
const MAX_DEPTH = 1000;

/** @throws ExecError with Go's text: `template: :1:2: executing "" at <.Nope>: …` */
export function execTemplate(template: Template, dot: GoValue | undefined, options: ExecOptions): string {
  return new Executor(template, options, dot).run();
}

class Executor {
  readonly #template: Template;
  readonly #options: ExecOptions;
  readonly #dot: GoValue | undefined;
  #evaluator: Evaluator;
  #out = '';
  #steps = 0;
  #depth = 0;

  constructor(template: Template, options: ExecOptions, dot: GoValue | undefined) {
    this.#template = template;
    this.#options = options;
    this.#dot = dot;
    this.#evaluator = this.#newEvaluator(dot);
  }

  run(): string {
    this.#walkList(this.#template.nodes, this.#dot);
    return this.#out;
  }

  #newEvaluator(dot: GoValue | undefined): Evaluator {
    return new Evaluator({
      functions: this.#options.functions,
      missingKey: this.#options.missingKey,
      dot,
      fail: (node, message) => this.#fail(node, message),
    });
  }

  #walkList(nodes: readonly ActionNode[], dot: GoValue | undefined): Control {
    for (const node of nodes) {
      const control = this.#walk(node, dot);
      if (control !== undefined) return control;
    }
    return undefined;
  }

  #walk(node: ActionNode, dot: GoValue | undefined): Control {
    this.#evaluator.at(node);
    switch (node.kind) {
      case 'text':
        this.#out += node.text;
        return undefined;
      case 'action': {
        const value = this.#evaluator.pipeline(dot, node.pipe);
        if (node.pipe.decl.length === 0) this.#print(value);
        return undefined;
      }
      case 'if':
      case 'with':
        return this.#evaluator.scope(() => {
          const value = this.#evaluator.pipeline(dot, node.pipe);
          if (isTrue(value)) return this.#walkList(node.list, node.kind === 'with' ? unwrapInterface(value) : dot);
          return node.elseList && this.#walkList(node.elseList, dot);
        });
      case 'range':
        return this.#evaluator.scope(() => this.#range(node, dot));
      case 'template':
        this.#call(node, dot);
        return undefined;
      default:
        return node.kind;
    }
  }

  #range(node: Extract<ActionNode, { kind: 'if' | 'with' | 'range' }>, dot: GoValue | undefined): Control {
    const value = this.#evaluator.pipeline(dot, node.pipe);
    const inner = value === undefined ? undefined : indirect(value);
    if (inner?.isNil === true && inner.value.type.kind === 'pointer') this.#evaluator.fail("range can't iterate over <nil>");
    const turns = this.#turns(node, inner?.isNil === true ? undefined : inner?.value);
    if (turns.length === 0) return node.elseList && this.#walkList(node.elseList, dot);
    const [first, second] = node.pipe.decl;
    for (const { index, elem } of turns) {
      this.#steps += 1;
      if (this.#steps > this.#options.maxSteps) this.#evaluator.fail('exceeded maximum template steps');
      const control = this.#evaluator.scope(() => {
        if (second === undefined) this.#set(first, elem, node.pipe.isAssign);
        else {
          this.#set(first, index, node.pipe.isAssign);
          this.#set(second, elem, node.pipe.isAssign);
        }
        return this.#walkList(node.list, elem);
      });
      if (control === 'break') break;
    }
    return undefined;
  }

  #set(variable: VariableNode | undefined, value: GoValue, isAssign: boolean): void {
    const name = variable?.ident[0];
    if (name === undefined) return;
    if (isAssign) this.#evaluator.assign(name, value);
    else this.#evaluator.declare(name, value);
  }

  #turns(
    node: Extract<ActionNode, { kind: 'if' | 'with' | 'range' }>,
    value: GoValue | undefined,
  ): { index: GoValue; elem: GoValue }[] {
    if (value === undefined) return [];
    switch (value.type.kind) {
      case 'slice':
        return listItems(value).map((elem, at) => ({ index: goInt(at), elem }));
      case 'map': {
        const { key } = value.type;
        const entries = entriesOf(value);
        return sortedKeys(value).flatMap((name) => {
          const elem = entries.get(name);
          return elem === undefined
            ? []
            : [{ index: key.kind === 'string' ? { type: key, data: name } : { type: STRING, data: name }, elem }];
        });
      }
      case 'int':
      case 'uint': {
        if (node.pipe.decl.length > 1)
          this.#evaluator.fail(`can't use ${formatPlain(value)} to iterate over more than one variable`);
        const count = Math.max(0, Math.min(Number(value.data), this.#options.maxSteps + 1));
        return Array.from({ length: count }, (_, at) => ({
          index: goInt(at),
          elem: { type: value.type.kind === 'int' ? value.type : INT, data: at },
        }));
      }
      default:
        return this.#evaluator.fail(`range can't iterate over ${formatPlain(value)}`);
    }
  }

  #call(node: Extract<ActionNode, { kind: 'template' }>, dot: GoValue | undefined): void {
    const nodes = this.#template.defined.get(node.name);
    if (nodes === undefined) this.#evaluator.fail(`template ${goQuote(node.name)} not defined`);
    if (this.#depth === MAX_DEPTH) this.#evaluator.fail(`exceeded maximum template depth (${MAX_DEPTH})`);
    const inner = node.pipe === undefined ? undefined : this.#evaluator.pipeline(dot, node.pipe);
    const outer = this.#evaluator;
    this.#evaluator = this.#newEvaluator(inner);
    this.#depth += 1;
    this.#walkList(nodes ?? [], inner);
    this.#depth -= 1;
    this.#evaluator = outer;
  }

  #print(value: GoValue | undefined): void {
    if (value === undefined) this.#out += '<no value>';
    else {
      const { value: inner, isNil } = indirect(value);
      this.#out += formatPlain(isNil ? (value.type.kind === 'interface' ? goString('<no value>') : value) : inner);
    }
  }

  #fail(node: TemplateNode, message: string): never {
    const before = this.#template.source.slice(0, node.at);
    const newline = before.lastIndexOf('\n');
    const line = before.split('\n').length;
    const column = utf8(before.slice(newline + 1)).length;
    const { name } = this.#template;
    throw new ExecError(
      `template: ${name}:${line}:${column}: executing ${goQuote(name)} at <${nodeText(node)}>: ${message}`,
      this.#out,
    );
  }
}
