import { z } from 'zod';

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

const Text = z.string().trim().min(1).max(200);
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/, 'expected a colour like #c8a24b, lower case');
const DirectionBinding = z.templateLiteral(['latent.direction.', z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)]);

/** What a layer's lever moves. Only `latent.*` costs inference. */
export const LayerBinding = z.union(
  [
    z.enum([
      'latent.coarse',
      'latent.middle',
      'latent.fine',
      'latent.partner',
      'latent.mix',
      'latent.truncation',
      'placement.x',
      'placement.y',
      'placement.scale',
      'placement.rotation',
      'placement.mirror',
      'colour.hue',
      'colour.saturation',
      'colour.brightness',
      'colour.contrast',
      'colour.tint',
      'opacity',
      'visible',
      'blend',
    ]),
    DirectionBinding,
  ],
  {
    error:
      'expected a binding, such as latent.coarse, latent.direction.<name>, placement.x, colour.hue, opacity, visible or blend',
  },
);
export type LayerBinding = z.infer<typeof LayerBinding>;

/** What a master's lever moves: the whole work. */
export const MasterBinding = z.enum(['work.light', 'work.palette']);
export type MasterBinding = z.infer<typeof MasterBinding>;

const leverFields = <B extends z.ZodType>(bind: B) => ({
  label: Text,
  bind,
  /** The index the lever starts with. */
  default: z.number().int().min(0).max(MAX_LEVER_INDEX).default(0),
});

const leverOf = <B extends z.ZodType>(bind: B) =>
  z.discriminatedUnion('type', [
    /** A named list: index i is option i. */
    z.strictObject({
      ...leverFields(bind),
      type: z.literal('select'),
      options: z
        .array(z.strictObject({ label: Text, value: z.union([z.number(), z.string()]) }))
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
  ]);

export const LayerLever = leverOf(LayerBinding);
export type LayerLever = z.infer<typeof LayerLever>;
export const MasterLever = leverOf(MasterBinding);
export type MasterLever = z.infer<typeof MasterLever>;
export type Lever = LayerLever | MasterLever;

/** Where a raster lies on the canvas before any lever moves it. Pixels of the canvas; x and y are the centre. */
export const Box = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Box = z.infer<typeof Box>;

export const LayerManifest = z.strictObject({
  title: Text,
  /** A class of the model. */
  class: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** How many variants a latent band can be drawn from. */
  variants: z.number().int().min(1).max(256),
  box: Box,
  blend: BlendMode.default('normal'),
  opacity: z.number().min(0).max(1).default(1),
  /** Truncation ψ towards the class's mean w, before any lever. */
  truncation: z.number().min(0).max(1.5).default(0.8),
  levers: z.array(LayerLever).min(1).max(MAX_LEVERS),
});
export type LayerManifest = z.infer<typeof LayerManifest>;

/** The artist's description of a work. Stored on chain; write-once. */
export const Manifest = z.strictObject({
  format: z.literal('pentimento/1'),
  title: Text,
  artist: Text,
  description: z.string().max(2000),
  licence: Text,
  canvas: z.strictObject({
    width: z.number().int().min(64).max(8192),
    height: z.number().int().min(64).max(8192),
    background: Colour,
  }),
  /** `sha256` is that of the model's `model.json`, which in turn holds the hash of every file of the model. */
  model: z.strictObject({ name: Text, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** How the work moves by itself: a drift step lasts so many seconds. Left out, it stands still between restyles. */
  motion: z.strictObject({ stepSeconds: z.number().int().min(1).max(86_400) }).optional(),
  master: z.strictObject({ title: Text, levers: z.array(MasterLever).max(MAX_LEVERS) }),
  /** Back to front. Index i here is the token with index i + 1. */
  layers: z.array(LayerManifest).min(1).max(64),
});
export type Manifest = z.infer<typeof Manifest>;
