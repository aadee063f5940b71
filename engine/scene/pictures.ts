import type { Picture, StatesPicture } from './manifest.js';

/** A picture that is drawn: a class or an asset. */
export type Leaf = Exclude<Picture, StatesPicture>;

/** The picture that choices lead to. One that nothing is bound to stays at its first. */
export function chosenLeaf(picture: Picture, states: ReadonlyMap<string, number>): Leaf {
  if (picture.kind !== 'states') return picture;
  return chosenLeaf(picture.of[states.get(picture.name) ?? 0] ?? (picture.of[0] as Picture), states);
}

/** A leaf, the choices that lead to it, and where in the picture it is. */
export interface LeafAt {
  leaf: Leaf;
  choices: { name: string; option: number }[];
  /** In the JSON of the picture, such as `.of[1]`. */
  path: string;
}

/** Every leaf of a picture. */
export function leavesOf(picture: Picture): LeafAt[] {
  if (picture.kind !== 'states') return [{ leaf: picture, choices: [], path: '' }];
  const { name } = picture;
  return picture.of.flatMap((part, option) =>
    leavesOf(part).map(({ leaf, choices, path }) => ({
      leaf,
      choices: [{ name, option }, ...choices],
      path: `.of[${option}]${path}`,
    })),
  );
}

/** Every choice of a picture: its name and how many options it has. Choices of one name are one choice. */
export function choicesOf(picture: Picture): Map<string, number> {
  const choices = new Map<string, number>();
  if (picture.kind !== 'states') return choices;
  choices.set(picture.name, picture.of.length);
  for (const part of picture.of) {
    for (const [name, options] of choicesOf(part)) choices.set(name, Math.min(options, choices.get(name) ?? options));
  }
  return choices;
}
