import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelMalformed } from '../errors/modelErrors.js';
import { type ModelFile, parseModelFile } from './modelFile.js';

const text = readFileSync(join(__dirname, '../../test/fixtures/tinyModel/model.json'), 'utf8');

/** The tiny model's model.json with one thing changed. */
function changed(change: (model: ModelFile) => void): string {
  const model = JSON.parse(text) as ModelFile;
  change(model);
  return JSON.stringify(model);
}

describe('parseModelFile', () => {
  it('reads a model', () => {
    expect(parseModelFile(text, 'model.json')).toMatchObject({ name: 'tiny', classes: ['sky', 'figure'], layers: 3 });
  });

  it('reads a model without encoder, upscalers, directions, axes, noise, signature and training', () => {
    const { encoder, upscalers, directions, axes, noise, training, opaqueClasses, ...rest } = JSON.parse(text);
    expect(parseModelFile(JSON.stringify(rest), 'model.json')).toMatchObject({
      encoder: null,
      upscalers: [],
      directions: [],
      axes: null,
      noise: [],
      signature: null,
      opaqueClasses: [],
    });
  });

  it.each<[string, string, string]>([
    ['text that is not JSON', '{', 'it is not JSON'],
    ['another format', changed((m) => Object.assign(m, { format: 'pentimento-model/2' })), 'format: '],
    ['a field it does not know', changed((m) => Object.assign(m, { colour: 'red' })), 'colour'],
    [
      'a path out of its folder',
      changed((m) => Object.assign(m.files.mapping, { path: '../x' })),
      'files.mapping.path',
    ],
    ['a row in no band', changed((m) => m.bands.coarse.splice(0, 1, 1)), 'bands: together they must name each'],
    ['a class named twice', changed((m) => m.classes.push('sky')), 'classes: a class is named twice'],
    ['an opaque class it lacks', changed((m) => m.opaqueClasses.push('sea')), '"sea" is not one of the classes'],
    ['a noise input named twice', changed((m) => m.noise.push(m.noise[0]!)), 'noise: an input is named twice'],
    [
      'an upscaler of another input',
      changed((m) => Object.assign(m.upscalers[0]!, { input: 16 })),
      'upscalers.0.input',
    ],
    [
      'an upscaler of another output',
      changed((m) => Object.assign(m.upscalers[0]!, { factor: 2 })),
      'is not 8 times 2',
    ],
    [
      'a direction of no class',
      changed((m) => Object.assign(m.directions[0]!, { class: 'sea' })),
      'directions.0.class',
    ],
    ['a direction named twice', changed((m) => m.directions.push(m.directions[0]!)), '"warmth" comes twice'],
  ])('refuses %s', (_, broken, problem) => {
    const parse = () => parseModelFile(broken, '/models/tiny/model.json');
    expect(parse).toThrow(ModelMalformed);
    expect(parse).toThrow(problem);
    expect(parse).toThrow('/models/tiny/model.json');
  });

  it('names every mistake at once', () => {
    const broken = changed((m) => Object.assign(m, { name: 'Tiny', licence: '' }));
    expect(() => parseModelFile(broken, 'model.json')).toThrow(/name: .*; licence: /);
  });
});
