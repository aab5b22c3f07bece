/**
 * The engine's types, and beside them what the compiler lets pass: work that is begun and never run (docs/decisions/0007). A generator does
 * nothing until `yield*`, `soon` or a loop runs it, so one that is awaited or thrown away is a mistake.
 *
 * `node scripts/checks/engine-types.ts`: prints what is wrong; exit status 1 where something is.
 */
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const WORK = new Set(['Generator', 'Soon']);

/** @param config path of a tsconfig.json */
export function checkTypes(config: string): string[] {
  const read = ts.readConfigFile(config, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(config));
  const program = ts.createProgram(fileNames, options);
  const host = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => dirname(config), getNewLine: () => '\n' };
  const problems = ts.getPreEmitDiagnostics(program).map((diagnostic) => ts.formatDiagnostic(diagnostic, host).trim());
  return [...problems, ...fileNames.flatMap((name) => listLostWork(program, name, dirname(config)))];
}

function listLostWork(program: ts.Program, name: string, root: string): string[] {
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
  const problems = checkTypes(resolve(import.meta.dirname, '../../tsconfig.engine.json'));
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
