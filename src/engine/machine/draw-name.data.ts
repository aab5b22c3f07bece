/** Words of the names that `docker run` gives where none was asked for: an adjective and somebody who moved computing on. */
export const ADJECTIVES = [
  'amazing', 'bold', 'brave', 'busy', 'calm', 'charming', 'clever', 'cool', 'dazzling', 'determined', 'eager', 'elegant', 'epic',
  'festive', 'focused', 'friendly', 'gallant', 'gifted', 'great', 'happy', 'hopeful', 'inspiring', 'jolly', 'keen', 'kind', 'lucid',
  'modest', 'mystifying', 'nice', 'optimistic', 'peaceful', 'pensive', 'practical', 'quirky', 'relaxed', 'serene', 'sharp', 'stoic',
  'sweet', 'tender', 'thirsty', 'trusting', 'upbeat', 'vibrant', 'vigilant', 'vigorous', 'wizardly', 'wonderful', 'youthful', 'zealous',
] as const;

export const SURNAMES = [
  'allen', 'babbage', 'bartik', 'bell', 'boyd', 'brown', 'cerf', 'chandra', 'clarke', 'cori', 'curie', 'darwin', 'dijkstra', 'einstein',
  'elion', 'engelbart', 'euler', 'faraday', 'fermat', 'franklin', 'galileo', 'gauss', 'goldberg', 'hamilton', 'hopper', 'jackson',
  'johnson', 'kepler', 'knuth', 'lamarr', 'leavitt', 'liskov', 'lovelace', 'mclean', 'mendel', 'meitner', 'morse', 'newton', 'noether',
  'pasteur', 'perlman', 'raman', 'ride', 'ritchie', 'shannon', 'sinoussi', 'spence', 'tesla', 'thompson', 'torvalds', 'turing', 'wozniak', 'wu',
] as const;
