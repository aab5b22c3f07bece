import { AwkError } from './stops.ts';

/**
 * mawk divides by zero as the processor does.
 *
 * @throws AwkError for a division by zero in busybox
 */
export function arithmetic(operator: string, a: number, b: number, dialect: 'gnu' | 'busybox'): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0 && dialect === 'busybox') throw new AwkError('division by zero');
      return a / b;
    case '%':
      if (b === 0 && dialect === 'busybox') throw new AwkError('division by zero in %');
      return a % b;
    default:
      return a ** b;
  }
}
