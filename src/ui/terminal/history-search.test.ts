import { expect, test } from 'vitest';
import { NO_SEARCH, searchHistory, searchOlder } from './history-search.ts';

const history = ['docker pull a', 'ls', 'docker run a', 'docker run a', 'docker ps'];

test('the newest that has it, then older ones, each once', () => {
  let search = searchHistory(history, 'docker');
  const found = [history[search.at]];
  for (let i = 0; i < 3; i++) {
    search = searchOlder(history, search);
    found.push(history[search.at]);
  }
  expect(found).toEqual(['docker ps', 'docker run a', 'docker pull a', 'docker pull a']);
});

test('nothing is found for nothing, or for what was never run', () => {
  expect(searchHistory(history, '')).toEqual(NO_SEARCH);
  expect(searchHistory(history, 'rmi').at).toBe(-1);
  expect(searchOlder(history, searchHistory(history, 'rmi')).at).toBe(-1);
});
