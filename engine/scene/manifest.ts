import { z } from 'zod';
import { shownText } from '../protocol/shownText.js';
import { LIGHTS, PALETTES } from './grades.js';
import { AXES } from './recipe.js';

/** The sixteen modes of W3C Compositing and Blending Level 1. */
export const BLEND_MODES = [
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'color-dodge',
  'color-burn',
  'hard-light',
  'soft-light',
  'difference',
  'exclusion',
  'hue',
  'saturation',
  'color',
  'luminosity',
] as const;
export const BlendMode = z.enum(BLEND_MODES);
export type BlendMode = z.infer<typeof BlendMode>;

/** Where the painter signs. */
export const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;
export type Corner = (typeof CORNERS)[number];

/** The most levers a style word holds. */
export const MAX_LEVERS = 12;
/** The largest index a lever can carry. */
export const MAX_LEVER_INDEX = 0xffff;

/** As it is shown, whatever the chain says: no page, screen or marketplace has to think of what a title could do to it. */
const Text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .overwrite(shownText)
  .refine((text) => text !== '', 'expected a text in which there is something to see')
  .meta({ id: 'text' });
const shownLines = (text: string) => text.split('\n').map(shownText).join('\n');
const NAME = '[a-z][a-z0-9-]{0,30}';
const Name = z
  .string()
  .regex(new RegExp(`^${NAME}$`), 'expected a name like "sky": a–z, 0–9 and hyphens, at most 31')
  .meta({ id: 'name' });
const NameEnd = z.string().regex(new RegExp(`^${NAME}$`));
const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a sha256: 64 lower-case hex digits')
  .meta({ id: 'sha256' });
export const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'expected a colour like #c8a24b, lower case')
  .meta({ id: 'colour' });
/** A length on the canvas or a place there, in its pixels. */
const Length = z.number().min(-32_768).max(32_768);

const namesOf = <T extends object>(named: T) => Object.keys(named) as [keyof T & string, ...(keyof T & string)[]];
const LightName = z.enum(namesOf(LIGHTS));
const PaletteName = z.enum(namesOf(PALETTES));

/** How a walk goes through latent space. */
export const WALKS = ['still', 'line', 'circle', 'eight'] as const;
export type WalkPath = (typeof WALKS)[number];

/** What a lever or a rule of a layer moves. Only `latent.*`, `motion.*` and a state cost inference. */
export const LayerBinding = z.union(
  [
    z.enum([
      'latent.coarse',
      'latent.middle',
      'latent.fine',
      'latent.partner',
      'latent.mix',
      'latent.truncation',
      'latent.position',
      'latent.noise',
      'latent.noise-variant',
      'motion.walk',
      'motion.radius',
      'motion.period',
      'placement.x',
      'placement.y',
      'placement.scale',
      'placement.width',
      'placement.height',
      'placement.rotation',
      'placement.orbit',
      'placement.mirror',
      'colour.hue',
      'colour.saturation',
      'colour.brightness',
      'colour.contrast',
      'colour.tint',
      'opacity',
      'visible',
      'blend',
      'rules',
    ]),
    z.templateLiteral(['latent.direction.', NameEnd]),
    z.templateLiteral(['state.', NameEnd]),
  ],
  {
    error:
      'expected a binding, such as latent.coarse, latent.direction.<name>, state.<name>, placement.x, colour.hue, opacity, visible, blend or rules',
  },
);
export type LayerBinding = z.infer<typeof LayerBinding>;

/** What a lever or a rule of the master moves: the whole work. */
export const MasterBinding = z.enum(['work.light', 'work.palette', 'work.grain', 'work.signature', 'rules']);
export type MasterBinding = z.infer<typeof MasterBinding>;

const leverFields = <B extends z.ZodType>(bind: B) => ({
  label: Text,
  /** `rules` moves nothing by itself: rules read it. */
  bind,
  /** The index the lever starts with. */
  default: z.number().int().min(0).max(MAX_LEVER_INDEX).default(0),
});

const leverTypes = <B extends z.ZodType>(bind: B) =>
  [
    /** A named list: index i is option i. */
    z.strictObject({
      ...leverFields(bind),
      type: z.literal('select'),
      options: z
        .array(z.strictObject({ label: Text, value: z.union([z.number(), z.string()], 'expected a number or a text') }))
        .min(2)
        .max(256),
    }),
    /** Index i is `min + i * step`. */
    z.strictObject({
      ...leverFields(bind),
      type: z.literal('range'),
      min: z.number(),
      max: z.number(),
      step: z.number().positive(),
      unit: z.string().max(12).optional(),
    }),
    /** Index i is i turns of `360 / steps` degrees. */
    z.strictObject({
      ...leverFields(bind),
      type: z.literal('angle'),
      steps: z.number().int().min(2).max(3600),
    }),
    /** A list of colours: index i is colour i. */
    z.strictObject({
      ...leverFields(bind),
      type: z.literal('color'),
      colours: z
        .array(z.strictObject({ label: Text, value: Colour }))
        .min(2)
        .max(256),
    }),
    /** 0 is false, 1 is true. */
    z.strictObject({ ...leverFields(bind), type: z.literal('bool') }),
  ] as const;

/** Where a `position` lever rests: both of its coordinates 128, which is no offset. */
export const NO_OFFSET = 0x8080;

/**
 * Two coordinates of w: index = first << 8 | second, each 0…255, where 128 is no offset and 0 the layer's reach the other
 * way. A layer's n-th such lever moves the axes 2n and 2n + 1.
 */
const PositionLever = z.strictObject({
  ...leverFields(z.literal('latent.position')),
  type: z.literal('position'),
  default: z.number().int().min(0).max(MAX_LEVER_INDEX).default(NO_OFFSET),
});

export const LayerLever = z.discriminatedUnion('type', [...leverTypes(LayerBinding), PositionLever]);
export type LayerLever = z.infer<typeof LayerLever>;
export const MasterLever = z.discriminatedUnion('type', leverTypes(MasterBinding));
export type MasterLever = z.infer<typeof MasterLever>;
export type Lever = LayerLever | MasterLever;

/** The parts of chain time that a rule can read, all of UTC, each with how many values it has. */
export const TIMES = {
  /** Of the day. */
  minute: 1440,
  hour: 24,
  /** 0 is Monday. */
  weekday: 7,
  /** Of the month: 0 is the first. */
  day: 31,
  /** 0 is January. */
  month: 12,
  /** Of the year: 0 is the first of January. */
  'year-day': 366,
  /** Three months each, as the northern half has them: 0 is December to February, 1 March to May. */
  season: 4,
} as const;
export type TimePart = keyof typeof TIMES;

/** What a rule reads: always a whole number from 0. */
export const Source = z
  .discriminatedUnion('kind', [
    /** A part of chain time. */
    z.strictObject({ kind: z.literal('time'), part: z.enum(namesOf(TIMES)) }),
    /** Drift steps, as many as the rule has values: one value a step. */
    z.strictObject({ kind: z.literal('step') }),
    /** Where levers stand, their indices added up. */
    z.strictObject({
      kind: z.literal('levers'),
      levers: z
        .array(
          z.strictObject({
            /** 0 is the master. */
            token: z.number().int().min(0).max(64),
            lever: z
              .number()
              .int()
              .min(0)
              .max(MAX_LEVERS - 1),
          }),
        )
        .min(1)
        .max(MAX_LEVERS),
    }),
    /** A throw of dice by the hash of the block that last restyled the work. One name is one throw, wherever it is read. */
    z.strictObject({ kind: z.literal('random'), name: Name, sides: z.number().int().min(2).max(1000) }),
  ])
  .meta({ id: 'source' });
export type Source = z.infer<typeof Source>;

/** The most values a rule chooses from. */
const MAX_VALUES = 512;

const ruleOf = <B extends z.ZodType>(bind: B) =>
  z.strictObject({
    bind,
    source: Source,
    values: z
      .array(z.union([z.number(), z.string(), z.boolean()], 'expected a number, a text, true or false'))
      .min(1)
      .max(MAX_VALUES),
    /**
     * How the source's number chooses: `spread` divides the source among the values, `wrap` begins again after the
     * last, `ease` is spread that goes over from each value to the next.
     */
    map: z.enum(['spread', 'wrap', 'ease']).default('spread'),
    /** Where each value begins, in the source's numbers, instead of an even spread. */
    from: z.array(z.number().int().min(0)).max(MAX_VALUES).optional(),
  });

/** A lever nobody holds: it moves its binding to the value that its source chooses. */
export const LayerRule = ruleOf(LayerBinding);
export type LayerRule = z.infer<typeof LayerRule>;
export const MasterRule = ruleOf(MasterBinding);
export type MasterRule = z.infer<typeof MasterRule>;
export type Rule = LayerRule | MasterRule;

const MAX_RULES = 32;

/** Where a raster lies on the canvas before any lever moves it. Pixels of the canvas; x and y are the centre. */
export const Box = z
  .strictObject({
    x: Length,
    y: Length,
    width: Length.positive(),
    height: Length.positive(),
    /** The token whose centre x and y are counted from; the canvas's top left corner where it is left out. */
    anchor: z.number().int().min(1).max(64).optional(),
    /** The share of the raster, at each of its edges, over which it fades to nothing, so that nothing is cut off there. */
    fade: z.number().min(0).max(0.5).optional(),
  })
  .meta({ id: 'box' });
export type Box = z.infer<typeof Box>;

/** A class of the model, painted by the layer's latent codes. */
const PaintedPicture = z.strictObject({ kind: z.literal('latent'), class: Name, box: Box.optional() });

/** An asset, by its name. */
const ImagePicture = z.strictObject({ kind: z.literal('image'), asset: Name, box: Box.optional() });

/** One of several pictures: the one whose number whatever is bound to `state.<name>` says, or the first. They nest. */
const States = z.strictObject({
  kind: z.literal('states'),
  name: Name,
  get of(): z.ZodArray<typeof Picture> {
    return z.array(Picture).min(2).max(64);
  },
});

/** What a layer shows. A box of a picture's own takes the place of the layer's. */
export const Picture: z.ZodType<Picture, Picture> = z.discriminatedUnion('kind', [
  PaintedPicture,
  ImagePicture,
  States,
]);
export type Picture = z.infer<typeof PaintedPicture> | z.infer<typeof ImagePicture> | StatesPicture;
export interface StatesPicture {
  kind: 'states';
  name: string;
  of: Picture[];
}

/** How a layer moves through latent space by itself, about the place its levers give it. */
const Walk = z.strictObject({
  /** `line` goes to and fro along the first axis, `circle` round both, `eight` twice along the second for once the first. */
  path: z.enum(WALKS),
  /** Two of the class's principal axes. */
  axes: z.tuple([
    z
      .number()
      .int()
      .min(0)
      .max(AXES - 1),
    z
      .number()
      .int()
      .min(0)
      .max(AXES - 1),
  ]),
  /** Sigmas. */
  radius: z.number().min(0).max(4),
  /** Drift steps for once round. */
  period: z.number().int().min(2).max(4096),
});
export type Walk = z.infer<typeof Walk>;

export const LayerManifest = z.strictObject({
  title: Text,
  picture: Picture,
  /** How many variants a latent band can be drawn from. */
  variants: z.number().int().min(1).max(256).default(1),
  box: Box,
  blend: BlendMode.default('normal'),
  opacity: z.number().min(0).max(1).default(1),
  /** Truncation ψ towards the class's mean w, before any lever. */
  truncation: z.number().min(0).max(1.5).default(0.8),
  /** How far position levers reach along their axes either way, sigmas. */
  reach: z.number().min(0.5).max(4).multipleOf(0.5).default(4),
  walk: Walk.optional(),
  levers: z.array(LayerLever).min(1).max(MAX_LEVERS),
  rules: z.array(LayerRule).max(MAX_RULES).default([]),
});
export type LayerManifest = z.infer<typeof LayerManifest>;

/** The master: what holds for the whole work. */
const MasterManifest = z.strictObject({
  title: Text,
  light: LightName.default('noon'),
  palette: PaletteName.default('neutral'),
  /** Percent. */
  grain: z.number().min(0).max(100).default(0),
  signature: z.enum(['off', ...CORNERS]).default('off'),
  levers: z.array(MasterLever).max(MAX_LEVERS),
  rules: z.array(MasterRule).max(MAX_RULES).default([]),
});

/** A picture file that comes with the work, kept by its hash. The manifest names no place to fetch it from. */
const Asset = z.strictObject({
  sha256: Sha256,
  type: z.enum(['image/png', 'image/webp', 'image/jpeg']),
  bytes: z
    .number()
    .int()
    .min(1)
    .max(16 << 20),
  width: z.number().int().min(1).max(4096),
  height: z.number().int().min(1).max(4096),
  /** Who made it. */
  credit: Text,
  licence: Text,
});
export type Asset = z.infer<typeof Asset>;

/** The most pixels a canvas has: a still at full size stays within 128 MiB. */
export const MAX_CANVAS_PIXELS = 1 << 25;

/** The artist's description of a work. Stored on chain; write-once. */
export const Manifest = z.strictObject({
  format: z.literal('pentimento/1'),
  title: Text,
  artist: Text,
  description: z.string().max(2000).overwrite(shownLines),
  licence: Text,
  canvas: z.strictObject({
    width: z.number().int().min(64).max(8192),
    height: z.number().int().min(64).max(8192),
    background: Colour,
  }),
  /** `sha256` is that of the model's `model.json`, which in turn holds the hash of every file of the model. */
  model: z.strictObject({
    name: Text,
    sha256: Sha256,
    /** The formula that model.json holds as its signature; only a work that is signed needs it. */
    signature: z.string().min(1).max(120).optional(),
  }),
  /** How the work moves by itself: a drift step lasts so many seconds. Left out, it stands still between restyles. */
  motion: z.strictObject({ stepSeconds: z.number().int().min(1).max(3600) }).optional(),
  assets: z.record(Name, Asset).default({}),
  master: MasterManifest,
  /** Back to front. Index i here is the token with index i + 1. */
  layers: z.array(LayerManifest).min(1).max(64),
});
export type Manifest = z.infer<typeof Manifest>;
