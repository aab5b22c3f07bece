/** Types of `docker events` in the client 28.2.2. */
import { INT64, pointerTo, STRING } from '../template/go-value.ts';
import { goStruct, omitEmpty, renamed, STRING_MAP, stringType } from './go-struct.ts';

const ACTOR = goStruct('events.Actor', { ID: STRING, Attributes: STRING_MAP });

export const EVENT_MESSAGE = pointerTo(
  goStruct('events.Message', {
    Status: omitEmpty(STRING, 'status'),
    ID: omitEmpty(STRING, 'id'),
    From: omitEmpty(STRING, 'from'),
    Type: renamed(stringType('events.Type'), 'Type'),
    Action: renamed(stringType('events.Action'), 'Action'),
    Actor: ACTOR,
    Scope: omitEmpty(STRING, 'scope'),
    Time: omitEmpty(INT64, 'time'),
    TimeNano: omitEmpty(INT64, 'timeNano'),
  }),
);
