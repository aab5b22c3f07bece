/** `[[ … ]]` */
import type { TestExpression, Word } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import { matchRegex, parseRegex, RegexSyntaxError } from '../regex/regex.ts';
import { evaluateText } from './arithmetic.ts';
import { listKeys } from './associative.ts';
import { expandParts, expandPieces, expandText } from './expand.ts';
import { compareFiles, isFileTest, testFile } from './file-tests.ts';
import { NUMBER_TESTS } from './number-tests.ts';
import { matchesPattern, parsePattern } from './pattern.ts';
import { isShellOption, type Shell } from './shell.ts';
import { setVariable } from './variables.ts';

/** 0 true, 1 false, 2 an error */
export function* evaluateCondition(shell: Shell, expression: TestExpression): Sys<number> {
  shell.self.system.step(shell.self);
  switch (expression.type) {
    case 'TestGroup':
      return yield* evaluateCondition(shell, expression.expression);
    case 'TestNot': {
      const status = yield* evaluateCondition(shell, expression.operand);
      return status === 2 || expression.negations.length % 2 === 0 ? status : 1 - status;
    }
    case 'TestLogical': {
      let status = expression.operator === '&&' ? 0 : 1;
      for (const operand of expression.operands) {
        status = yield* evaluateCondition(shell, operand);
        if (status === 2 || (status === 0) !== (expression.operator === '&&')) return status;
      }
      return status;
    }
    case 'TestUnary':
      return (yield* isTrue(shell, expression.operator, yield* expandText(shell, expression.operand))) ? 0 : 1;
    case 'TestBinary':
      return yield* compare(shell, expression);
  }
}

// biome-ignore lint/correctness/useYield: all conditions are asked for in the same way
function* isTrue(shell: Shell, operator: string, operand: string): Sys<boolean> {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-v') return isSet(shell, operand);
  if (operator === '-o') return isShellOption(operand) && shell.has(operand);
  return isFileTest(operator) && testFile(shell.self, operator, operand);
}

function* compare(shell: Shell, expression: Extract<TestExpression, { type: 'TestBinary' }>): Sys<number> {
  const left = yield* expandText(shell, expression.left);
  const { operator } = expression;
  if (operator === '==' || operator === '=' || operator === '!=') {
    const pattern = parsePattern(yield* expandPieces(shell, expression.right));
    return matchesPattern(pattern, left) === (operator !== '!=') ? 0 : 1;
  }
  if (operator === '=~') return yield* matchText(shell, left, expression.right);
  const right = yield* expandText(shell, expression.right);
  const numbers = NUMBER_TESTS.get(operator);
  if (numbers !== undefined) {
    const value = (text: string) => evaluateText(shell, text, (parts) => expandParts(shell, parts));
    return numbers(yield* value(left), yield* value(right)) ? 0 : 1;
  }
  if (operator === '<') return left < right ? 0 : 1;
  if (operator === '>') return left > right ? 0 : 1;
  return compareFiles(shell.self, operator, left, right) ? 0 : 1;
}

/** `=~`: what matched stands in BASH_REMATCH. */
function* matchText(shell: Shell, text: string, word: Word): Sys<number> {
  const source = yield* regexSource(shell, word);
  try {
    const match = matchRegex(parseRegex(source, { isExtended: true }), text, 0, (cost) => shell.self.system.step(shell.self, cost));
    const groups = match?.groups.map((group, index) => [index, group === undefined ? '' : text.slice(group[0], group[1])] as const);
    setVariable(shell, 'BASH_REMATCH', new Map(groups));
    return match === undefined ? 1 : 0;
  } catch (error) {
    if (error instanceof RegexSyntaxError) return 2;
    throw error;
  }
}

/** What is quoted in the word stands for itself; the rest is the pattern as it is written. */
function* regexSource(shell: Shell, word: Word): Sys<string> {
  if (word.parts === undefined) return word.text;
  let source = '';
  for (const part of word.parts) {
    const isQuoted = part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'AnsiCQuoted';
    const isExpanded = isQuoted || part.type.endsWith('Expansion');
    if (!isExpanded || part.type === 'BraceExpansion') source += part.text;
    else {
      const value = yield* expandParts(shell, [part]);
      source += isQuoted ? value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : value;
    }
  }
  return source;
}

/** `name` or `array[key]` */
function isSet(shell: Shell, operand: string): boolean {
  const element = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(operand);
  if (element === null) return shell.variables.has(operand);
  return listKeys(shell.variables.get(element[1] ?? '')?.value).includes(element[2] ?? '');
}
