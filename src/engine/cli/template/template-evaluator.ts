/** Pipelines, fields, calls and variables of a running template (Go, text/template/exec.go: evalPipeline … evalCall). */
import { InvariantError } from '../../errors.ts';
import { goQuote } from '../../go/quote.ts';
import {
  entriesOf,
  FLOAT64,
  type GoMethod,
  type GoType,
  type GoValue,
  goBool,
  goInt,
  goString,
  indirect,
  STRING,
  sliceOf,
  zeroValue,
} from './go-value.ts';
import {
  CallError,
  canBeNil,
  isTrue,
  type ParamKind,
  type TemplateFunction,
  type TemplateFunctions,
  unwrapInterface,
} from './template-function.ts';
import {
  type CommandNode,
  type IdentifierNode,
  nodeText,
  type OperandNode,
  type PipeNode,
  type TemplateNode,
} from './template-nodes.ts';

/** undefined: no value, or nil without a type */
type Value = GoValue | undefined;
/** What the stage before handed over; `undefined` where this is the first. */
type Final = { readonly value: Value } | undefined;

export interface EvaluatorOptions {
  readonly functions: TemplateFunctions;
  readonly missingKey: 'default' | 'error';
  /** what `$` is */
  readonly dot: Value;
  /** `node`: what was being evaluated */
  readonly fail: (node: TemplateNode, message: string) => never;
}

/** What a field was written with: only methods take arguments. */
interface Given {
  readonly dot: Value;
  readonly args: readonly OperandNode[];
  readonly final: Final;
}

const PARAM_TYPES: Readonly<Record<ParamKind, GoType | undefined>> = {
  value: undefined,
  any: undefined,
  string: STRING,
  int: { kind: 'int', name: 'int' },
  strings: sliceOf(STRING),
};

export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #variables: { name: string; value: Value }[];
  /** errors name what was looked at last, as Go's do */
  #node: TemplateNode | undefined;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
    this.#variables = [{ name: '$', value: options.dot }];
  }

  /** Variables declared in `body` are gone after it. */
  scope<Result>(body: () => Result): Result {
    const mark = this.#variables.length;
    const result = body();
    this.#variables.length = mark;
    return result;
  }

  declare(name: string, value: Value): void {
    this.#variables.push({ name, value });
  }

  assign(name: string, value: Value): void {
    const known = this.#variables.findLast((variable) => variable.name === name);
    if (known !== undefined) known.value = value;
  }

  at(node: TemplateNode): void {
    this.#node = node;
  }

  pipeline(dot: Value, pipe: PipeNode): Value {
    this.at(pipe);
    let final: Final;
    for (const cmd of pipe.cmds) final = { value: unwrapInterface(this.#command(dot, cmd, final)) };
    for (const variable of pipe.decl) {
      const [name = ''] = variable.ident;
      if (pipe.isAssign) this.assign(name, final?.value);
      else this.declare(name, final?.value);
    }
    return final?.value;
  }

  #command(dot: Value, cmd: CommandNode, final: Final): Value {
    const [first, ...rest] = cmd.args;
    if (first === undefined) return undefined;
    switch (first.kind) {
      case 'field':
      case 'chain':
      case 'variable':
        return this.#access(dot, first, rest, final);
      case 'identifier':
        return this.#function(dot, first, cmd, rest, final);
      default:
        if (first.kind !== 'pipe') this.at(first);
        if (rest.length > 0 || final !== undefined) this.fail(`can't give argument to non-function ${nodeText(first)}`);
        if (first.kind === 'nil') this.fail('nil is not a command');
        return this.#constant(dot, first);
    }
  }

  #constant(dot: Value, node: OperandNode): Value {
    switch (node.kind) {
      case 'pipe':
        return this.pipeline(dot, node);
      case 'dot':
        return dot;
      case 'bool':
        return goBool(node.value);
      case 'string':
        return goString(node.value);
      case 'number':
        return !node.isRune && /^[^xX]*[.eEpP]/.test(node.text) ? { type: FLOAT64, data: node.value } : goInt(node.value);
      default:
        return undefined;
    }
  }

  #access(
    dot: Value,
    node: Extract<OperandNode, { kind: 'field' | 'chain' | 'variable' }>,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    this.at(node);
    const given: Given = { dot, args, final };
    if (node.kind === 'field') return this.#fields(dot, node.ident, given);
    if (node.kind === 'chain') {
      if (node.node.kind === 'nil') this.fail(`indirection through explicit nil in ${nodeText(node)}`);
      return this.#fields(this.#argument(dot, 'any', node.node), node.field, given);
    }
    const [name = '', ...fields] = node.ident;
    const value = this.#variables.findLast((variable) => variable.name === name)?.value;
    if (fields.length > 0) return this.#fields(value, fields, given);
    if (hasArguments(given)) this.fail(`can't give argument to non-function ${nodeText(node)}`);
    return value;
  }

  /** Arguments go to the last of the names. */
  #fields(start: Value, names: readonly string[], given: Given): Value {
    const nothing: Given = { ...given, args: [], final: undefined };
    return names.reduce<Value>((value, name, at) => this.#field(value, name, at === names.length - 1 ? given : nothing), start);
  }

  #field(receiver: Value, name: string, given: Given): Value {
    if (receiver === undefined) {
      return this.#options.missingKey === 'error' ? this.fail(`nil data; no entry for key ${goQuote(name)}`) : undefined;
    }
    const typeName = receiver.type.name;
    const method = receiver.type.kind === 'pointer' || receiver.type.kind === 'map' ? receiver.type.methods?.get(name) : undefined;
    if (method !== undefined) return this.#method(method, name, given);
    const { value, isNil } = indirect(receiver);
    if (isNil && value.type.kind === 'interface') this.fail(`nil pointer evaluating ${typeName}.${name}`);
    if (isNil && value.type.kind === 'pointer') {
      const { elem } = value.type;
      const isKnown = elem.kind === 'struct' && findFieldType(elem, name) !== undefined;
      return this.fail(
        isKnown || elem.kind !== 'struct'
          ? `nil pointer evaluating ${typeName}.${name}`
          : `can't evaluate field ${name} in type ${typeName}`,
      );
    }
    if (value.type.kind === 'struct') {
      const found = findField(value, name);
      if (found !== undefined && /^[a-z]/.test(name)) this.fail(`${name} is an unexported field of struct type ${typeName}`);
      if (found !== undefined)
        return hasArguments(given) ? this.fail(`${name} has arguments but cannot be invoked as function`) : found;
    }
    if (value.type.kind === 'map' && value.type.key.name === 'string') {
      if (hasArguments(given)) this.fail(`${name} is not a method but has arguments`);
      const found = entriesOf(value).get(name);
      if (found === undefined && this.#options.missingKey === 'error') this.fail(`map has no entry for key ${goQuote(name)}`);
      return found;
    }
    return this.fail(`can't evaluate field ${name} in type ${typeName}`);
  }

  #method(method: GoMethod, name: string, { dot, args, final }: Given): Value {
    const count = args.length + (final === undefined ? 0 : 1);
    const wanted = method.params ?? 0;
    if (count !== wanted) this.fail(`wrong number of args for ${name}: want ${wanted} got ${count}`);
    const values = args.map((arg) => this.#argument(dot, 'string', arg));
    if (final !== undefined) values.push(this.#convert(final.value, 'string'));
    return method.call(values.map((value) => String(value?.data ?? '')));
  }

  #function(dot: Value, node: IdentifierNode, whole: TemplateNode, args: readonly OperandNode[], final: Final): Value {
    this.at(node);
    const { name } = node;
    const called = this.#options.functions.get(name);
    if (called === undefined) return this.fail(`${goQuote(name)} is not a defined function`);
    this.#checkCount(called, name, args.length, args.length + (final === undefined ? 0 : 1));
    if (name === 'and' || name === 'or') return this.#shortCircuit(dot, name, args, final);
    if (name === 'call') return this.#refuseCall(dot, whole, args[0], final);
    const given = args.map((arg, at) => this.#argument(dot, paramAt(called, at), arg));
    if (final !== undefined) given.push(this.#convert(final.value, paramAt(called, args.length)));
    try {
      return called.call(given);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.at(whole);
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  /** Nothing in docker's data is a function. */
  #refuseCall(dot: Value, whole: TemplateNode, callee: OperandNode | undefined, final: Final): never {
    const value = unwrapInterface(callee === undefined ? final?.value : this.#argument(dot, 'value', callee));
    this.at(whole);
    if (value === undefined) return this.fail('error calling call: call of nil');
    return this.fail(`error calling call: non-function ${callee === undefined ? '' : nodeText(callee)} of type ${value.type.name}`);
  }

  #checkCount({ params, isVariadic }: TemplateFunction, name: string, written: number, given: number): void {
    const fixed = isVariadic === true ? params.length - 1 : params.length;
    if (isVariadic === true && given < fixed) this.fail(`wrong number of args for ${name}: want at least ${fixed} got ${written}`);
    if (isVariadic !== true && given !== fixed) this.fail(`wrong number of args for ${name}: want ${fixed} got ${given}`);
  }

  #shortCircuit(dot: Value, name: 'and' | 'or', args: readonly OperandNode[], final: Final): Value {
    let value: Value;
    for (const arg of args) {
      value = this.#argument(dot, 'value', arg);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return final === undefined ? value : final.value;
  }

  #argument(dot: Value, param: ParamKind, node: OperandNode): Value {
    this.at(node);
    const type = PARAM_TYPES[param];
    switch (node.kind) {
      case 'dot':
        return this.#convert(dot, param);
      case 'nil':
        if (type === undefined || canBeNil(type)) return type === undefined ? undefined : zeroValue(type);
        return this.fail(`cannot assign nil to ${type.name}`);
      case 'field':
      case 'chain':
      case 'variable':
        return this.#convert(this.#access(dot, node, [], undefined), param);
      case 'pipe':
        return this.#convert(this.pipeline(dot, node), param);
      case 'identifier':
        return this.#convert(this.#function(dot, node, node, [], undefined), param);
      default:
        return this.#literal(dot, param, node);
    }
  }

  #literal(dot: Value, param: ParamKind, node: OperandNode): Value {
    if (param === 'string')
      return node.kind === 'string' ? goString(node.value) : this.fail(`expected string; found ${nodeText(node)}`);
    if (param === 'int')
      return node.kind === 'number' && node.isInt ? goInt(node.value) : this.fail(`expected integer; found ${nodeText(node)}`);
    if (param === 'strings') return this.fail(`can't handle ${nodeText(node)} for arg of type []string`);
    return this.#constant(dot, node);
  }

  #convert(value: Value, param: ParamKind): Value {
    const type = PARAM_TYPES[param];
    if (type === undefined) return param === 'any' ? unwrapInterface(value) : value;
    const inner = unwrapInterface(value);
    if (inner === undefined) {
      if (value === undefined && !canBeNil(type)) return this.fail(`invalid value; expected ${type.name}`);
      return value === undefined
        ? zeroValue(type)
        : this.fail(`wrong type for value; expected ${type.name}; got ${value.type.name}`);
    }
    if (inner.type.name === type.name) return inner;
    if (type.kind === 'slice' && inner.type.kind === 'slice' && inner.type.elem.name === type.elem.name) return inner;
    const target = inner.type.kind === 'pointer' ? inner.type.elem : undefined;
    if (target?.name === type.name) {
      const reached = indirect(inner);
      return reached.isNil ? this.fail(`dereference of nil pointer of type ${type.name}`) : reached.value;
    }
    return this.fail(`wrong type for value; expected ${type.name}; got ${inner.type.name}`);
  }

  fail(message: string): never {
    if (this.#node === undefined) throw new InvariantError(message);
    return this.#options.fail(this.#node, message);
  }
}

function hasArguments({ args, final }: Given): boolean {
  return args.length > 0 || final !== undefined;
}

function paramAt({ params, isVariadic }: TemplateFunction, at: number): ParamKind {
  return params[isVariadic === true ? Math.min(at, params.length - 1) : at] ?? 'any';
}

/** The struct's own fields first, then those of the structs embedded in it. */
function findField(value: GoValue, name: string): Value {
  const { type } = value;
  if (type.kind !== 'struct') return undefined;
  const own = type.fields.find((field) => field.name === name);
  const entries = entriesOf(value);
  if (own !== undefined) return entries.get(name) ?? zeroValue(own.type);
  for (const field of type.fields) {
    const inner = field.embedded === true ? entries.get(field.name) : undefined;
    const reached = inner === undefined ? undefined : indirect(inner);
    const found = reached === undefined || reached.isNil ? undefined : findField(reached.value, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findFieldType(type: GoType, name: string): GoType | undefined {
  if (type.kind === 'pointer') return findFieldType(type.elem, name);
  if (type.kind !== 'struct') return undefined;
  for (const field of type.fields) {
    const found = field.name === name ? field.type : field.embedded === true ? findFieldType(field.type, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
