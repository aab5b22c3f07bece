/** Docker's words for what only a swarm has. */
import { daemonSays } from './daemon-words.ts';

export const NO_MANAGER = daemonSays(
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
);
