/** Exercises: their facts, running an answer on the engine, and judging what came of it. Knows the engine, not the page. */
export type { Answer, BlocksAnswer, FilesAnswer, LinesAnswer, Prediction, PredictionAnswer } from './answer.ts';
export type { AnswerBundle, ReadBundle } from './answer-bundle.ts';
export { formatAnswerBundle, MAX_BUNDLE_BYTES, MAX_NAME_LENGTH, parseAnswerBundle } from './answer-bundle.ts';
export type { AnswerFile, AnswerFileProblem } from './answer-file.ts';
export { AnswerFileError, formatAnswerFile, MAX_ANSWER_BYTES, parseAnswerFile } from './answer-file.ts';
export type { AnswerWork } from './answer-work.ts';
export { answerWork } from './answer-work.ts';
export type { Limit } from './budget.ts';
export { listLimits } from './budget.ts';
export type { CapturedOutput } from './capture-output.ts';
export { captureOutput } from './capture-output.ts';
export type { Amount, Condition, ConditionKind, ContainerStatus, FileTest, Pattern } from './condition.ts';
export { atLeast, atMost, exactly } from './condition.ts';
export type { ExerciseDefinition } from './define-exercise.ts';
export { defineExercise } from './define-exercise.ts';
export type {
  Block,
  CommandsExercise,
  DeadEnd,
  DockerfileExercise,
  Exercise,
  ExerciseId,
  ExerciseKind,
  Field,
  Goal,
  HiddenVariant,
  Item,
  LessonId,
  Measure,
  MovedTag,
  NearMiss,
  OrderExercise,
  PredictionExercise,
  Question,
  StartFile,
  StartState,
} from './exercise.ts';
export { EMPTY_START, EXERCISE_KINDS, isPrediction } from './exercise.ts';
export { evaluate, expectJudging, judge, runAnswer } from './judging.ts';
export { LAB_EPOCH, labPorts, labPortsOver } from './lab.ts';
export { withMovedTags } from './moved-tags.ts';
export type { DockerCall, ItemOutcome, Outcome, PredictionOutcome, RunOutcome, Step } from './outcome.ts';
export type { OutlineFile } from './outline-file.ts';
export { parseOutlineFile } from './outline-file.ts';
export type { LineRunner, Recorder } from './run-lines.ts';
export { createLineRunner, createRecorder } from './run-lines.ts';
export { foretells } from './same-answer.ts';
export type { OutlinedStart, PreparedStart, StartCache } from './start-state.ts';
export { createStartCache, openRun, StartError, StartMismatch } from './start-state.ts';
export type { Usage } from './usage.ts';
export { measureUsage } from './usage.ts';
export type { GoalVerdict, ItemVerdict, Verdict } from './verdict.ts';
