/** What the demo works ask of the model they are painted with: `readModelFacts` and a painter's `model` both say it. */
export interface DemoModel {
  name: string;
  /** sha256 of its model.json. */
  sha256: string;
  classes: readonly string[];
  /** Levers along these are offered where the model has them. */
  directions: readonly { name: string; class: string }[];
  /** A work carries it as its painter's; null leaves it unsigned. */
  signature: string | null;
}
