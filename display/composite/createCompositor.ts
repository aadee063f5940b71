// Pixi writes code at run time unless this is loaded, which the server's content security policy forbids.
import 'pixi.js/unsafe-eval';
import {
  BufferImageSource,
  Geometry,
  GlProgram,
  Shader,
  State,
  Texture,
  TextureSource,
  UniformGroup,
  WebGLRenderer,
} from 'pixi.js';
import { grainStrength } from '../../engine/composite/pass/grain.js';
import { lightUniform } from '../../engine/composite/pass/light.js';
import { paletteUniform } from '../../engine/composite/pass/palette.js';
import { type SignatureMask, signatureMask } from '../../engine/composite/pass/signature.js';
import type { BlendMode } from '../../engine/scene/manifest.js';
import { compositeFragment, fullVertex, LAYERS_A_PASS } from './compositeShader.js';
import { type CropOf, type Fit, fitPicture, whole } from './fitPicture.js';
import type { Frame, LayerFrame, Pose, View } from './frame.js';
import { layerFragment } from './layerShader.js';
import { placementMap } from './placementMap.js';
import type { Lit } from './spotlight.js';
import { viewFragment } from './viewShader.js';

/** Draws views. It knows nothing of time, words or rasters' names beyond looking them up. */
export interface Compositor {
  readonly canvas: HTMLCanvasElement;
  /** The longest edge it can draw, device pixels. */
  readonly maxEdge: number;
  /** How large the whole of a work is drawn, device pixels: larger than the canvas where that shows a part of it. */
  pictureSize(work: { width: number; height: number }): { width: number; height: number };
  /** Textures held beside the rasters' own. */
  readonly textures: number;
  /**
   * Sets the size of the canvas, device pixels, and the part of every picture that it shows. What was drawn is gone then,
   * and what was remembered.
   */
  layOut(canvas: { width: number; height: number }, cropOf: CropOf): void;
  /** A view of a picture before that is not remembered any more is drawn without it. */
  draw(view: View): void;
  /** Remembers a view, without its varnish, as the picture before those that follow; in place of the one before. */
  remember(view: View): void;
  /** Lets the remembered picture go. */
  forget(): void;
  /** Brings a raster to the GPU, so that the first frame that needs it does not wait. */
  upload(raster: TextureSource): void;
  /** Whether the GPU has finished what it was given. Drawing sooner only makes a queue of frames that come late. */
  isIdle(): boolean;
  /**
   * The same frame with every crossfade of two poses painted into a raster of its own, so that another morph can start
   * from it. What is held is let go of at the next `hold` that no longer shows it.
   */
  hold(frame: Frame): Frame;
  /** Forgets what it painted, because the GPU did. Nothing held survives. */
  reset(): void;
  destroy(): void;
}

export interface CompositorOptions {
  /** A loaded raster by its URL; a layer whose raster is not there is not drawn. */
  rasterAt: (url: string) => TextureSource | undefined;
}

/** Whence the varnish's light comes: from the left and above. Radians, with y downwards. */
const LIGHT_AT_REST = (-3 / 4) * Math.PI;
/** How far it turns while the picture changes, at most. */
const LIGHT_REACH = 0.7;
/** Shaders held for combinations of modes; at rest a work needs one, and a morph from mode to mode one more. */
const MAX_PASS_SHADERS = 24;

/** What Pixi does not declare: its shader system forgets its programs when the context is said to be a new one. */
interface ProgramHolder {
  contextChange(gl: WebGL2RenderingContext): void;
}

/** A layer that can be seen, painted at raster resolution. */
interface Painted {
  layer: LayerFrame;
  texture: TextureSource;
}

export async function createCompositor({ rasterAt }: CompositorOptions): Promise<Compositor> {
  const renderer = new WebGLRenderer();
  await renderer.init({
    preferWebGLVersion: 2,
    antialias: false,
    backgroundAlpha: 1,
    width: 1,
    height: 1,
    // Events, accessibility and the like are of no use to a canvas nobody touches.
    manageImports: false,
  });
  if (renderer.context.webGLVersion !== 2) throw new Error('This browser has no WebGL2, which the composite needs.');
  const { gl } = renderer;
  // Eight bits of premultiplied colour lose what translucent texels hold; half floats do not.
  const format = renderer.context.extensions.colorBufferFloat ? 'rgba16float' : 'rgba8unorm';

  const everywhere = new Geometry({ attributes: { aCorner: [-1, -1, 3, -1, -1, 3] } });
  const state = new State();
  state.blend = false;
  const layerUniforms = new UniformGroup({
    uMirror: { value: new Float32Array(2), type: 'vec2<f32>' },
    uMix: { value: 0, type: 'f32' },
    uBrush: { value: 0, type: 'f32' },
    uSize: { value: new Int32Array(2), type: 'vec2<i32>' },
    uColour: { value: new Float32Array(4), type: 'vec4<f32>' },
    uTint: { value: new Float32Array(4), type: 'vec4<f32>' },
    uFade: { value: 0, type: 'f32' },
    uHold: { value: 0, type: 'f32' },
  });
  const layerShader = new Shader({
    glProgram: new GlProgram({ vertex: fullVertex, fragment: layerFragment, name: 'layer' }),
    resources: { layerUniforms, uFrom: Texture.EMPTY.source, uTo: Texture.EMPTY.source },
  });
  const passUniforms = new UniformGroup({
    uBackground: { value: new Float32Array(4), type: 'vec4<f32>' },
    uScale: { value: new Float32Array(2), type: 'vec2<f32>' },
    uWindow: { value: new Int32Array(4), type: 'vec4<i32>' },
    uFlipHeight: { value: 0, type: 'f32' },
    uLit: { value: new Float32Array(2), type: 'vec2<f32>' },
    uAcross: { value: new Float32Array(LAYERS_A_PASS * 3), type: 'vec3<f32>', size: LAYERS_A_PASS },
    uDown: { value: new Float32Array(LAYERS_A_PASS * 3), type: 'vec3<f32>', size: LAYERS_A_PASS },
    uOpacity: { value: new Float32Array(LAYERS_A_PASS), type: 'f32', size: LAYERS_A_PASS },
    uShares: { value: new Float32Array(LAYERS_A_PASS * 4), type: 'vec4<f32>', size: LAYERS_A_PASS },
  });
  const finishUniforms = new UniformGroup({
    uSigned: { value: new Int32Array(3), type: 'vec3<i32>' },
    uLight: { value: new Float32Array(12), type: 'vec4<f32>', size: 3 },
    uPalette: { value: new Float32Array(12), type: 'vec4<f32>', size: 3 },
    uSizes: { value: new Int32Array(4), type: 'vec4<i32>' },
    uGrainSeed: { value: 0, type: 'i32' },
    uGrain: { value: 0, type: 'f32' },
  });
  /** By the modes they are written for. A work's layers stand in few combinations of modes. */
  const passShaders = new Map<string, Shader>();
  const viewUniforms = new UniformGroup({
    uProgress: { value: 0, type: 'f32' },
    uWindow: { value: new Int32Array(4), type: 'vec4<i32>' },
    uLight: { value: new Float32Array(2), type: 'vec2<f32>' },
    uHeight: { value: 0, type: 'i32' },
  });
  /** By what they lay over the composite. */
  const viewShaders = new Map<string, Shader>();

  let cropOf: CropOf = whole;
  /** By work and token. */
  const painted = new Map<string, { work: number; texture: TextureSource; paintedFrom: string }>();
  const held = new Map<string, TextureSource>();
  let holds = 0;
  /** The signature as it falls on the picture's pixels, and what it was drawn for. */
  let signature: { mask: SignatureMask; texture: BufferImageSource; drawnFor: string } | null = null;
  /** Signalled when the last frame is drawn. */
  let fence: WebGLSync | null = null;
  /** The results of all passes but the last, for works of more layers than one pass composes. */
  let between: TextureSource[] = [];
  /** The composite that a view is made of, where it is not drawn onto the canvas itself, and what it is of. */
  let composite: { texture: TextureSource; frame: Frame | null; lit: Lit | null } | null = null;
  /** The picture before. */
  let remembered: TextureSource | null = null;

  const fitOf = ({ width, height }: { width: number; height: number }): Fit =>
    fitPicture({ width, height }, cropOf({ width, height }), renderer.canvas);

  const rasterOf = ({ raster }: Pose) => held.get(raster) ?? rasterAt(raster);

  /** Textures are bound for this run alone, since any of them may be destroyed after it. */
  function run(target: TextureSource | null, shader: Shader, textures: Record<string, TextureSource>) {
    Object.assign(shader.resources, textures);
    renderer.renderTarget.bind({ target: target ?? renderer.view.renderTarget, clear: false });
    renderer.encoder.draw({ geometry: everywhere, shader, state });
    for (const name of Object.keys(textures)) shader.resources[name] = Texture.EMPTY.source;
  }

  /** The pictures a layer is painted of. Where one end is missing the other stands in: that costs the crossfade alone. */
  function endsOf(layer: LayerFrame): { from: TextureSource; to: TextureSource } | null {
    const from = rasterOf(layer.from) ?? rasterOf(layer.to);
    const to = rasterOf(layer.to) ?? from;
    return from && to ? { from, to } : null;
  }

  function paint(
    layer: LayerFrame,
    { from, to }: { from: TextureSource; to: TextureSource },
    target: TextureSource,
    hold: boolean,
  ) {
    const { uniforms } = layerUniforms;
    const { hue, saturation, brightness, contrast, tint, tintWeight } = layer.colour;
    uniforms.uMirror.set([Number(layer.from.mirror), Number(layer.to.mirror)]);
    uniforms.uMix = layer.mix;
    uniforms.uBrush = Number(layer.by === 'brush');
    uniforms.uSize.set([target.width, target.height]);
    uniforms.uColour.set([hue, saturation, brightness, contrast]);
    uniforms.uTint.set([...tint, tintWeight]);
    uniforms.uFade = layer.placement.fade;
    uniforms.uHold = Number(hold);
    layerUniforms.update();
    run(target, layerShader, { uFrom: from, uTo: to });
  }

  /** The layer at raster resolution, painted again only when its picture, its colour or its fade changed. */
  function paintedTexture(work: number, layer: LayerFrame): TextureSource | null {
    const paintedFrom = JSON.stringify([layer.from, layer.to, layer.mix, layer.by, layer.colour, layer.placement.fade]);
    const key = `${work}:${layer.token}`;
    const known = painted.get(key);
    if (known?.paintedFrom === paintedFrom) return known.texture;
    const ends = endsOf(layer);
    if (!ends) return null;
    const texture = textureFor(ends, known?.texture);
    paint(layer, ends, texture, false);
    painted.set(key, { work, texture, paintedFrom });
    return texture;
  }

  /** A texture as large as the larger of two pictures: the one at hand, if there is one. */
  function textureFor({ from, to }: { from: TextureSource; to: TextureSource }, known?: TextureSource): TextureSource {
    const [width, height] = [Math.max(from.width, to.width), Math.max(from.height, to.height)];
    known?.resize(width, height, 1);
    return known ?? emptyTexture(width, height, 'linear');
  }

  function emptyTexture(width: number, height: number, scaleMode: 'linear' | 'nearest') {
    return new TextureSource({ width, height, format, scaleMode, addressMode: 'clamp-to-edge' });
  }

  function compose(
    frame: Frame,
    lit: Lit | null,
    layers: readonly Painted[],
    backdrop: TextureSource | null,
    target: TextureSource | null,
    isLast: boolean,
  ) {
    const { uniforms } = passUniforms;
    const fit = fitOf(frame);
    uniforms.uBackground.set([...frame.background, backdrop ? 0 : 1]);
    uniforms.uScale.set([frame.width / fit.wholeWidth, frame.height / fit.wholeHeight]);
    uniforms.uWindow.set([fit.wholeWidth, fit.wholeHeight, fit.left, fit.top]);
    uniforms.uFlipHeight = target ? 0 : renderer.canvas.height;
    uniforms.uLit.set([layers.findIndex(({ layer }) => layer.token === lit?.token), lit?.strength ?? 0]);
    for (const [i, { layer }] of layers.entries()) {
      const { across, down } = placementMap(layer.placement);
      uniforms.uAcross.set(across, i * 3);
      uniforms.uDown.set(down, i * 3);
      uniforms.uOpacity[i] = layer.opacity;
      for (const [k, { share }] of layer.blends.entries()) uniforms.uShares[i * 4 + k] = share;
    }
    passUniforms.update();
    const shader = passShaderOf(
      layers.map(({ layer }) => layer.blends.map(({ mode }) => mode)),
      isLast,
      lit !== null,
    );
    run(target, shader, {
      ...Object.fromEntries(layers.map(({ texture }, i) => [`uLayer${i}`, texture])),
      ...(isLast && { uSignature: finish(frame) }),
      ...(backdrop && { uBackdrop: backdrop }),
    });
  }

  /**
   * Sets what the last pass lays over the composed layers.
   * @returns the signature's texture
   */
  function finish(frame: Frame): TextureSource {
    const { uniforms } = finishUniforms;
    const { wholeWidth: width, wholeHeight: height } = fitOf(frame);
    const drawn = signatureOf(frame);
    uniforms.uSigned.set(drawn ? [drawn.mask.x, drawn.mask.y, Math.round(frame.signed * 255)] : [0, 0, 0]);
    uniforms.uLight.set(lightUniform(frame.light));
    uniforms.uPalette.set(paletteUniform(frame.palette));
    uniforms.uSizes.set([frame.width, frame.height, width, height]);
    uniforms.uGrainSeed = frame.grain.seed | 0;
    uniforms.uGrain = grainStrength(frame.grain, width / frame.width);
    finishUniforms.update();
    return drawn?.texture ?? Texture.EMPTY.source;
  }

  function signatureOf(frame: Frame): typeof signature {
    if (!frame.signature) return null;
    const { wholeWidth: width, wholeHeight: height } = fitOf(frame);
    const drawnFor = JSON.stringify([frame.signature, frame.width, frame.height, width, height]);
    if (signature?.drawnFor === drawnFor) return signature;
    const mask = signatureMask(frame.signature, frame, { width, height });
    const texture = signature?.texture ?? emptyMaskTexture();
    texture.resource = alphaOf(mask);
    texture.resize(mask.width, mask.height, 1);
    texture.update();
    signature = { mask, texture, drawnFor };
    return signature;
  }

  function passShaderOf(modes: readonly (readonly BlendMode[])[], isLast: boolean, isLit: boolean): Shader {
    const key = JSON.stringify([modes, isLast, isLit]);
    const known = passShaders.get(key);
    if (known) return known;
    if (passShaders.size >= MAX_PASS_SHADERS) forgetShaders();
    const shader = new Shader({
      glProgram: new GlProgram({
        vertex: fullVertex,
        fragment: compositeFragment(modes, isLast, isLit),
        name: 'composite',
      }),
      resources: {
        passUniforms,
        uBackdrop: Texture.EMPTY.source,
        ...(isLast && { finishUniforms, uSignature: Texture.EMPTY.source }),
        ...Object.fromEntries(modes.map((_, i) => [`uLayer${i}`, Texture.EMPTY.source])),
      },
    });
    passShaders.set(key, shader);
    return shader;
  }

  /**
   * Makes room for shaders of other modes. Pixi keeps every program for as long as its renderer lives, so they are taken
   * from the GPU by hand, and Pixi is told to ask for programs anew.
   */
  function forgetShaders() {
    for (const { glProgram } of [layerShader, ...passShaders.values(), ...viewShaders.values()]) {
      gl.deleteProgram(renderer.shader._getProgramData(glProgram).program);
    }
    for (const shader of passShaders.values()) shader.destroy(true);
    passShaders.clear();
    (renderer.shader as unknown as ProgramHolder).contextChange(gl);
  }

  /** The target of a pass that is not the last; two of them take turns. */
  function betweenTexture(pass: number): TextureSource {
    const { width, height } = renderer.canvas;
    between[pass % 2] ??= emptyTexture(width, height, 'nearest');
    return between[pass % 2] as TextureSource;
  }

  /** @param target null for the canvas */
  function composeAll(frame: Frame, lit: Lit | null, target: TextureSource | null) {
    const seen = frame.layers
      .filter((layer) => layer.opacity > 0)
      .flatMap((layer) => {
        const texture = paintedTexture(frame.work, layer);
        return texture ? [{ layer, texture }] : [];
      });
    const passes = Math.max(1, Math.ceil(seen.length / LAYERS_A_PASS));
    let backdrop: TextureSource | null = null;
    for (let pass = 0; pass < passes; pass++) {
      const isLast = pass === passes - 1;
      const to: TextureSource | null = isLast ? target : betweenTexture(pass);
      compose(frame, lit, seen.slice(pass * LAYERS_A_PASS, (pass + 1) * LAYERS_A_PASS), backdrop, to, isLast);
      backdrop = to;
    }
    releaseLayersBut(frame.work);
  }

  /** The composite of a frame as a texture; composed once for as long as the frame stands. */
  function compositeOf(frame: Frame, lit: Lit | null): TextureSource {
    composite ??= { texture: pictureTexture(), frame: null, lit: null };
    const isSameLight = composite.lit?.token === lit?.token && composite.lit?.strength === lit?.strength;
    if (composite.frame !== frame || !isSameLight) composeAll(frame, lit, composite.texture);
    Object.assign(composite, { frame, lit });
    return composite.texture;
  }

  /** The layers of a work that is not shown any more are not painted again. */
  function releaseLayersBut(work: number) {
    for (const [key, layer] of painted) {
      if (layer.work === work) continue;
      painted.delete(key);
      layer.texture.destroy();
    }
  }

  /** As large as the canvas, opaque. */
  function pictureTexture() {
    return new TextureSource({
      width: renderer.canvas.width,
      height: renderer.canvas.height,
      format: 'rgba8unorm',
      scaleMode: 'linear',
      addressMode: 'clamp-to-edge',
    });
  }

  function forget() {
    remembered?.destroy();
    remembered = null;
  }

  /** @param target null for the canvas */
  function drawView({ frame, before, lit, varnish }: View, target: TextureSource | null) {
    const passing = before && remembered && before.progress < 1 ? { ...before, picture: remembered } : null;
    if (!passing && !varnish) return composeAll(frame, lit, target);
    const picture = compositeOf(frame, lit);
    const shader = viewShaderOf(passing?.by ?? null, varnish !== null, target === null);
    const { uniforms } = viewUniforms;
    uniforms.uProgress = passing?.progress ?? 1;
    const { wholeWidth, wholeHeight, left, top } = fitOf(frame);
    uniforms.uWindow.set([wholeWidth, wholeHeight, left, top]);
    const angle = LIGHT_AT_REST + (varnish?.turn ?? 0) * LIGHT_REACH;
    uniforms.uLight.set([Math.cos(angle), Math.sin(angle)]);
    uniforms.uHeight = renderer.canvas.height;
    viewUniforms.update();
    run(target, shader, { uPicture: picture, ...(passing && { uBefore: passing.picture }) });
  }

  function viewShaderOf(
    before: NonNullable<View['before']>['by'] | null,
    isVarnished: boolean,
    onCanvas: boolean,
  ): Shader {
    const key = JSON.stringify([before, isVarnished, onCanvas]);
    const known = viewShaders.get(key);
    if (known) return known;
    const shader = new Shader({
      glProgram: new GlProgram({
        vertex: fullVertex,
        fragment: viewFragment(before, isVarnished, onCanvas),
        name: 'view',
      }),
      resources: {
        viewUniforms,
        uPicture: Texture.EMPTY.source,
        ...(before && { uBefore: Texture.EMPTY.source }),
      },
    });
    viewShaders.set(key, shader);
    return shader;
  }

  /** Pictures as large as the canvas. */
  function forgetPictures() {
    forget();
    composite?.texture.destroy();
    composite = null;
  }

  function release(textures: Iterable<TextureSource>) {
    for (const texture of textures) texture.destroy();
  }

  return {
    canvas: renderer.canvas,
    maxEdge: gl.getParameter(gl.MAX_TEXTURE_SIZE),
    pictureSize(work) {
      const { wholeWidth, wholeHeight } = fitOf(work);
      return { width: wholeWidth, height: wholeHeight };
    },
    get textures() {
      const pictures = [signature, composite, remembered].filter(Boolean).length;
      return painted.size + held.size + between.length + pictures;
    },
    layOut({ width, height }, nextCropOf) {
      cropOf = nextCropOf;
      renderer.resize(width, height, 1);
      release(between);
      between = [];
      forgetPictures();
    },
    draw(view) {
      drawView(view, null);
      if (fence) gl.deleteSync(fence);
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
    },
    remember(view) {
      // It may be made of the picture remembered until now.
      const picture = pictureTexture();
      drawView({ ...view, lit: null, varnish: null }, picture);
      forget();
      remembered = picture;
    },
    forget,
    upload: (raster) => renderer.texture.initSource(raster),
    isIdle() {
      return !fence || gl.isContextLost() || gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
    },
    hold(frame) {
      const before = [...held];
      const layers = frame.layers.map((layer) => {
        if (layer.mix === 0) return { ...layer, to: layer.from };
        const ends = endsOf(layer);
        if (!ends) return { ...layer, to: layer.from, mix: 0 };
        const texture = emptyTexture(
          Math.max(ends.from.width, ends.to.width),
          Math.max(ends.from.height, ends.to.height),
          'nearest',
        );
        paint(layer, ends, texture, true);
        const pose = { raster: `held:${holds++}`, mirror: false };
        held.set(pose.raster, texture);
        return { ...layer, from: pose, to: pose, mix: 0 };
      });
      const shown = new Set(layers.map((layer) => layer.from.raster));
      for (const [name, texture] of before) {
        if (shown.has(name)) continue;
        held.delete(name);
        texture.destroy();
      }
      return { ...frame, layers };
    },
    reset() {
      fence = null;
      for (const layer of painted.values()) layer.paintedFrom = '';
      release(held.values());
      held.clear();
      forgetPictures();
    },
    destroy() {
      release(held.values());
      release(between);
      forgetPictures();
      release([...painted.values()].map(({ texture }) => texture));
      signature?.texture.destroy();
      layerShader.destroy();
      for (const shader of [...passShaders.values(), ...viewShaders.values()]) shader.destroy();
      everywhere.destroy(true);
      renderer.destroy({ removeView: true });
    },
  };
}

function emptyMaskTexture(): BufferImageSource {
  return new BufferImageSource({
    resource: new Uint8Array(4),
    width: 1,
    height: 1,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
  });
}

/** The mask as the alpha of texels. */
function alphaOf({ width, height, coverage }: SignatureMask): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < coverage.length; i++) rgba[i * 4 + 3] = coverage[i] as number;
  return rgba;
}
