import { z } from 'zod';
import { ModelMalformed } from '../errors/modelErrors.js';
import { wordIssue } from '../protocol/wordIssue.js';
import { Z_DIMENSION } from './code/sampleLatent.js';

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected a name like "sky": a–z, 0–9 and hyphens');
const InputName = z.string().regex(/^[A-Za-z_]\w{0,62}$/, 'expected the name of a network input');
const Size = z.number().int().min(1).max(8192);
const Range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'expected [low, high]');

/** A file beside model.json, with what is needed to see that it is the right one. */
const ModelPart = z.strictObject({
  path: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected a plain file name'),
  bytes: z.number().int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits'),
});
export type ModelPart = z.infer<typeof ModelPart>;

/** StyleGAN's three bands of a picture: composition, features, colour and texture. */
export const BANDS = ['coarse', 'middle', 'fine'] as const;
export type Band = (typeof BANDS)[number];

/** Which rows of ws a band feeds. */
const Rows = z.array(z.number().int().min(0)).min(1);

const Upscaler = ModelPart.extend({ factor: z.number().int().min(2), input: Size, output: Size });

const Direction = z.strictObject({
  name: Name,
  class: Name,
  bands: z.array(z.enum(BANDS)).min(1),
  /** One step moves w by one standard deviation of what the direction stands for. */
  unit: z.literal('sigma'),
  /** How far the direction means what its name says; advice to whoever writes levers. */
  range: Range,
  /** How much of its parameter's variance the direction explains. */
  r2: z.number().optional(),
});

/**
 * model.json: what a model is made of. rgba everywhere is premultiplied and in −1…1.
 *
 * mapping: z [N,512], class [N] i64 → w [N,wDimension]. synthesis: ws [N,layers,wDimension] and the noise inputs
 * [N,1,r,r] → rgba [N,4,resolution,resolution]. Each upscaler: rgba [N,4,input,input] → [N,4,output,output].
 */
export const ModelFile = z
  .strictObject({
    format: z.literal('pentimento-model/1'),
    name: Name,
    version: z.string().min(1),
    licence: z.string().min(1),
    resolution: Size,
    zDimension: z.literal(Z_DIMENSION),
    wDimension: z.number().int().min(1).max(4096),
    /** Rows of ws. */
    layers: z.number().int().min(1).max(64),
    classes: z.array(Name).min(1).max(256),
    /** Classes whose pictures have no transparent ground. */
    opaqueClasses: z.array(Name).default([]),
    bands: z.strictObject({ coarse: Rows, middle: Rows, fine: Rows }),
    noise: z.array(z.strictObject({ input: InputName, resolution: Size })).default([]),
    files: z.strictObject({ mapping: ModelPart, synthesis: ModelPart, latents: ModelPart }),
    upscalers: z.array(Upscaler).default([]),
    encoder: ModelPart.nullable().default(null),
    /** Direction i is row i of the tensor `directions`. */
    directions: z.array(Direction).default([]),
    axes: z
      .strictObject({ count: z.number().int().min(1).max(512), unit: z.literal('sigma'), range: Range })
      .nullable()
      .default(null),
    /** The formula of the loss it was trained with, which a work may carry as its painter's signature. */
    signature: z.string().min(1).max(120).nullable().default(null),
    /** How the model was trained: for people, not for the engine. */
    training: z.unknown().optional(),
  })
  .superRefine((model, context) => {
    for (const [path, message] of contradictions(model)) context.addIssue({ code: 'custom', path, message });
  });
export type ModelFile = z.infer<typeof ModelFile>;

/**
 * Reads model.json.
 * @param path named in errors only
 * @throws ModelMalformed naming every mistake
 */
export function parseModelFile(text: string, path: string): ModelFile {
  const parsed = ModelFile.safeParse(parseJson(text, path), { error: wordIssue });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'model.json'}: ${issue.message}`);
  throw new ModelMalformed(path, problems.join('; '));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelMalformed(path, 'it is not JSON', error);
  }
}

type Contradiction = [path: (string | number)[], message: string];

/** What no single field can tell: that the parts fit together. */
function* contradictions(model: {
  resolution: number;
  layers: number;
  classes: string[];
  opaqueClasses: string[];
  bands: Record<Band, number[]>;
  noise: { input: string }[];
  upscalers: { factor: number; input: number; output: number }[];
  directions: { name: string; class: string }[];
}): Generator<Contradiction> {
  const rows = BANDS.flatMap((band) => model.bands[band]).sort((a, b) => a - b);
  if (rows.length !== model.layers || rows.some((row, index) => row !== index)) {
    yield [['bands'], `together they must name each of the rows 0…${model.layers - 1} once`];
  }
  if (new Set(model.classes).size < model.classes.length) yield [['classes'], 'a class is named twice'];
  const strange = model.opaqueClasses.find((name) => !model.classes.includes(name));
  if (strange) yield [['opaqueClasses'], `"${strange}" is not one of the classes`];
  if (new Set(model.noise.map(({ input }) => input)).size < model.noise.length) {
    yield [['noise'], 'an input is named twice'];
  }
  let size = model.resolution;
  for (const [index, { factor, input, output }] of model.upscalers.entries()) {
    if (input !== size) yield [['upscalers', index, 'input'], `is ${input}, but its pictures are ${size} wide`];
    if (output !== input * factor) yield [['upscalers', index, 'output'], `is not ${input} times ${factor}`];
    size = output;
  }
  const seen = new Set<string>();
  for (const [index, direction] of model.directions.entries()) {
    if (!model.classes.includes(direction.class)) {
      yield [['directions', index, 'class'], `"${direction.class}" is not one of the classes`];
    }
    const key = `${direction.class} ${direction.name}`;
    if (seen.has(key)) yield [['directions', index, 'name'], `"${direction.name}" comes twice for one class`];
    seen.add(key);
  }
}
