/**
 * What the compiler lets pass in the engine: work that is begun and never run (docs/decisions/0007). A generator does nothing until `yield*`,
 * `soon` or a loop runs it, so one that is awaited or thrown away is a mistake.
 *
 * Asks the compiler's library for the types, which TypeScript has only up to 6.
 *
 * `node scripts/checks/lost-work.ts`: prints what is wrong; exit status 1 where something is.
 */
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const WORK = new Set(['Generator', 'Soon']);

/**
 * @param config path of a tsconfig.json
 * @returns one line for each, by file and place; files that do not compile are for `tsc` to tell
 */
export function listLostWork(config: string): string[] {
  const read = ts.readConfigFile(config, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(config));
  const program = ts.createProgram(fileNames, options);
  return fileNames.flatMap((name) => listInFile(program, name, dirname(config)));
}

function listInFile(program: ts.Program, name: string, root: string): string[] {
  const file = program.getSourceFile(name);
  const checker = program.getTypeChecker();
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDropped = ts.isAwaitExpression(node) || (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression));
    if (isDropped && isWork(checker, node.expression)) {
      const line = (file?.getLineAndCharacterOfPosition(node.getStart()).line ?? 0) + 1;
      problems.push(`${name.slice(root.length + 1)}(${line}): work is begun here and never run: ${node.getText().split('\n')[0]}`);
    }
    ts.forEachChild(node, visit);
  };
  if (file !== undefined) visit(file);
  return problems;
}

function isWork(checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(expression);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => WORK.has(part.symbol?.name ?? ''));
}

if (import.meta.main) {
  const problems = listLostWork(resolve(import.meta.dirname, '../../tsconfig.engine.json'));
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
