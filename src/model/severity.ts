/** How bad a finding is, mildest first. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** How sure the tool is: `certain` reads it in the text, `likely` infers it, `possible` met a value it could not resolve. */
export const confidences = ['possible', 'likely', 'certain'] as const;
export type Confidence = (typeof confidences)[number];

/** Which rules run: security and supply chain; plus hardening and correctness; plus style and size. */
export const profiles = ['default', 'strict', 'all'] as const;
export type Profile = (typeof profiles)[number];
