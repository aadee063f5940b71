// Pixi writes code at run time unless this is loaded, which the server's content security policy forbids.
import 'pixi.js/unsafe-eval';
import { Geometry, GlProgram, Shader, State, Texture, TextureSource, UniformGroup, WebGLRenderer } from 'pixi.js';
import type { BlendMode } from '../../engine/scene/manifest.js';
import { compositeFragment, fullVertex, LAYERS_A_PASS } from './compositeShader.js';
import type { Frame, LayerFrame, Pose } from './frame.js';
import { layerFragment } from './layerShader.js';
import { placementMap } from './placementMap.js';

/** Draws frames. It knows nothing of time, words or rasters' names beyond looking them up. */
export interface Compositor {
  readonly canvas: HTMLCanvasElement;
  /** The longest edge it can draw, device pixels. */
  readonly maxEdge: number;
  /** Textures held beside the rasters' own. */
  readonly textures: number;
  /** Sets the size of the picture, device pixels. What was drawn is gone. */
  resize(width: number, height: number): void;
  draw(frame: Frame): void;
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
  /** Edge length of every raster, pixels. */
  rasterSize: number;
  /** A loaded raster by its URL; a layer whose raster is not there is not drawn. */
  rasterAt: (url: string) => TextureSource | undefined;
}

/** A layer that can be seen, painted at raster resolution. */
interface Painted {
  layer: LayerFrame;
  texture: TextureSource;
}

export async function createCompositor({ rasterSize, rasterAt }: CompositorOptions): Promise<Compositor> {
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
    uColour: { value: new Float32Array(4), type: 'vec4<f32>' },
    uTint: { value: new Float32Array(4), type: 'vec4<f32>' },
    uHold: { value: 0, type: 'f32' },
  });
  const layerShader = new Shader({
    glProgram: new GlProgram({ vertex: fullVertex, fragment: layerFragment, name: 'layer' }),
    resources: { layerUniforms, uFrom: Texture.EMPTY.source, uTo: Texture.EMPTY.source },
  });
  const passUniforms = new UniformGroup({
    uBackground: { value: new Float32Array(4), type: 'vec4<f32>' },
    uGrade: { value: new Float32Array(3), type: 'vec3<f32>' },
    uScale: { value: new Float32Array(2), type: 'vec2<f32>' },
    uFlipHeight: { value: 0, type: 'f32' },
    uAcross: { value: new Float32Array(LAYERS_A_PASS * 3), type: 'vec3<f32>', size: LAYERS_A_PASS },
    uDown: { value: new Float32Array(LAYERS_A_PASS * 3), type: 'vec3<f32>', size: LAYERS_A_PASS },
    uOpacity: { value: new Float32Array(LAYERS_A_PASS), type: 'f32', size: LAYERS_A_PASS },
    uShares: { value: new Float32Array(LAYERS_A_PASS * 4), type: 'vec4<f32>', size: LAYERS_A_PASS },
  });
  /** By the modes they are written for. A work's layers stand in few combinations of modes. */
  const passShaders = new Map<string, Shader>();

  const painted = new Map<number, { texture: TextureSource; paintedFrom: string }>();
  const held = new Map<string, TextureSource>();
  let holds = 0;
  /** Signalled when the last frame is drawn. */
  let fence: WebGLSync | null = null;
  /** The results of all passes but the last, for works of more layers than one pass composes. */
  let between: TextureSource[] = [];

  const rasterOf = ({ raster }: Pose) => held.get(raster) ?? rasterAt(raster);

  function run(target: TextureSource | null, shader: Shader) {
    renderer.renderTarget.bind({ target: target ?? renderer.view.renderTarget, clear: false });
    renderer.encoder.draw({ geometry: everywhere, shader, state });
  }

  function paint(layer: LayerFrame, target: TextureSource, hold: boolean) {
    // Where one end is missing the other stands in: a raster lost costs the crossfade, not the layer.
    const from = rasterOf(layer.from) ?? rasterOf(layer.to);
    const to = rasterOf(layer.to) ?? from;
    if (!from || !to) return false;
    layerShader.resources.uFrom = from;
    layerShader.resources.uTo = to;
    const { uniforms } = layerUniforms;
    const { hue, saturation, brightness, contrast, tint, tintWeight } = layer.colour;
    uniforms.uMirror.set([Number(layer.from.mirror), Number(layer.to.mirror)]);
    uniforms.uMix = layer.mix;
    uniforms.uColour.set([hue, saturation, brightness, contrast]);
    uniforms.uTint.set([...tint, tintWeight]);
    uniforms.uHold = Number(hold);
    layerUniforms.update();
    run(target, layerShader);
    return true;
  }

  /** The layer at raster resolution, painted again only when its picture or its colour changed. */
  function paintedTexture(layer: LayerFrame): TextureSource | null {
    const paintedFrom = JSON.stringify([layer.from, layer.to, layer.mix, layer.colour]);
    const known = painted.get(layer.token);
    if (known?.paintedFrom === paintedFrom) return known.texture;
    const texture = known?.texture ?? emptyTexture(rasterSize, rasterSize, 'linear');
    if (!paint(layer, texture, false)) {
      if (!known) texture.destroy();
      return null;
    }
    painted.set(layer.token, { texture, paintedFrom });
    return texture;
  }

  function emptyTexture(width: number, height: number, scaleMode: 'linear' | 'nearest') {
    return new TextureSource({ width, height, format, scaleMode, addressMode: 'clamp-to-edge' });
  }

  function compose(
    frame: Frame,
    layers: readonly Painted[],
    backdrop: TextureSource | null,
    target: TextureSource | null,
  ) {
    const { uniforms } = passUniforms;
    const { width, height } = renderer.canvas;
    uniforms.uBackground.set([...frame.background, backdrop ? 0 : 1]);
    uniforms.uGrade.set(target ? [1, 1, 1] : frame.grade);
    uniforms.uScale.set([frame.width / width, frame.height / height]);
    uniforms.uFlipHeight = target ? 0 : height;
    for (const [i, { layer }] of layers.entries()) {
      const { across, down } = placementMap(layer.placement);
      uniforms.uAcross.set(across, i * 3);
      uniforms.uDown.set(down, i * 3);
      uniforms.uOpacity[i] = layer.opacity;
      for (const [k, { share }] of layer.blends.entries()) uniforms.uShares[i * 4 + k] = share;
    }
    passUniforms.update();
    const shader = passShaderOf(layers.map(({ layer }) => layer.blends.map(({ mode }) => mode)));
    for (const [i, { texture }] of layers.entries()) shader.resources[`uLayer${i}`] = texture;
    shader.resources.uBackdrop = backdrop ?? Texture.EMPTY.source;
    run(target, shader);
  }

  function passShaderOf(modes: readonly (readonly BlendMode[])[]): Shader {
    const key = JSON.stringify(modes);
    const known = passShaders.get(key);
    if (known) return known;
    const shader = new Shader({
      glProgram: new GlProgram({ vertex: fullVertex, fragment: compositeFragment(modes), name: 'composite' }),
      resources: {
        passUniforms,
        uBackdrop: Texture.EMPTY.source,
        ...Object.fromEntries(modes.map((_, i) => [`uLayer${i}`, Texture.EMPTY.source])),
      },
    });
    passShaders.set(key, shader);
    return shader;
  }

  /** The target of a pass that is not the last; two of them take turns. */
  function betweenTexture(pass: number): TextureSource {
    const { width, height } = renderer.canvas;
    between[pass % 2] ??= emptyTexture(width, height, 'nearest');
    return between[pass % 2] as TextureSource;
  }

  function release(textures: Iterable<TextureSource>) {
    for (const texture of textures) texture.destroy();
  }

  return {
    canvas: renderer.canvas,
    maxEdge: gl.getParameter(gl.MAX_TEXTURE_SIZE),
    get textures() {
      return painted.size + held.size + between.length;
    },
    resize(width, height) {
      renderer.resize(width, height, 1);
      release(between);
      between = [];
    },
    draw(frame) {
      const seen = frame.layers
        .filter((layer) => layer.opacity > 0)
        .flatMap((layer) => {
          const texture = paintedTexture(layer);
          return texture ? [{ layer, texture }] : [];
        });
      const passes = Math.max(1, Math.ceil(seen.length / LAYERS_A_PASS));
      let backdrop: TextureSource | null = null;
      for (let pass = 0; pass < passes; pass++) {
        const target = pass === passes - 1 ? null : betweenTexture(pass);
        compose(frame, seen.slice(pass * LAYERS_A_PASS, (pass + 1) * LAYERS_A_PASS), backdrop, target);
        backdrop = target;
      }
      if (fence) gl.deleteSync(fence);
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
    },
    isIdle() {
      return !fence || gl.isContextLost() || gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
    },
    hold(frame) {
      const before = [...held];
      const layers = frame.layers.map((layer) => {
        if (layer.mix === 0) return { ...layer, to: layer.from };
        const texture = emptyTexture(rasterSize, rasterSize, 'nearest');
        if (!paint(layer, texture, true)) {
          texture.destroy();
          return { ...layer, to: layer.from, mix: 0 };
        }
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
    },
    destroy() {
      release(held.values());
      release(between);
      release([...painted.values()].map(({ texture }) => texture));
      layerShader.destroy();
      for (const shader of passShaders.values()) shader.destroy();
      everywhere.destroy(true);
      renderer.destroy({ removeView: true });
    },
  };
}
