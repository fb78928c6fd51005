import type { StepAnswer } from './client-steps.js';

/** Before and after a transition. Where the sign-in stays where it is, `retry` is the step that then goes well. */
export interface Step {
  readonly from: StepAnswer | null;
  readonly to: StepAnswer;
  readonly retry?: StepAnswer;
}

interface Transition {
  readonly edge: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** The edges of the diagram, save those that only mark the end. */
export function transitionsIn(diagram: string): Transition[] {
  return [...diagram.matchAll(/^ +((\S+) --> (\S+)(?:: (.+))?)$/gm)]
    .map(([, edge = '', from = '', to = '', label = '']) => ({ edge, from, to, label }))
    .filter(({ to }) => to !== '[*]');
}

function stateOf({ status, body }: StepAnswer): string {
  if (status >= 400) return 'REFUSED';
  return body.secret === undefined ? String(body.status) : 'SECRET_SHOWN';
}

/** What a transition turned out to be, to be held against the diagram. */
export function observed({ from, to, retry }: Step) {
  const before = from === null ? '[*]' : stateOf(from);
  const after = retry?.status === 200 ? before : stateOf(to);
  const refusal = after === 'REFUSED' ? to.body.code : undefined;
  return { from: before, to: after, refusal, hasTokens: 'tokens' in to.body };
}
