import type { UsedAction, Workflow, WorkflowStep } from '../../parse/workflow/steps.ts';
import { badTrivyVersions, compromisedActions } from './compromised-actions.ts';

/** The actions and called workflows of a workflow, with the step where there is one. */
export function usedActions({ jobs }: Workflow): readonly { readonly uses: UsedAction; readonly step?: WorkflowStep }[] {
  return jobs.flatMap((job) => [
    ...(job.uses === undefined ? [] : [{ uses: job.uses }]),
    ...job.steps.flatMap((step) => (step.uses === undefined ? [] : [{ uses: step.uses, step }])),
  ]);
}

/** Whether a ref is a full commit: what cannot be moved. */
export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/i.test(ref);
}

/** Why an action is known to be malicious, or may be at this ref; undefined where nothing is known. */
export function compromiseOf({
  name,
  ref,
}: UsedAction): { readonly why: string; readonly good: string; readonly sure: boolean } | undefined {
  const known = compromisedActions.find(({ action }) => action === name);
  if (known === undefined) return undefined;
  const { good } = known;
  if (known.commits.has(ref.toLowerCase()))
    return { why: 'is a commit that steals the secrets of the pipeline', good, sure: true };
  if (known.moved(ref))
    return { why: 'is a tag that attackers moved to code that steals the secrets of the pipeline', good, sure: false };
  return undefined;
}

/** A version of Trivy that was not made by its authors, as an input of a step asks for it. */
export function badTrivyVersion(step: WorkflowStep): ReturnType<WorkflowStep['input']> {
  return ['version', 'trivy-version', 'trivy_version'].flatMap((name) => {
    const input = step.input(name);
    return input !== undefined && badTrivyVersions.has(input.text.trim().replace(/^v/, '')) ? [input] : [];
  })[0];
}
